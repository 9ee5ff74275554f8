package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CloseReportTest {
    @Test
    void theTextIsOneLineForALog() {
        CloseReport report = new CloseReport(
                CloseOutcome.PEER_CLOSED, 8_388_608, OptionalLong.of(0), Duration.ofNanos(3_214_000), null);

        assertThat(report)
                .hasToString(
                        "PEER_CLOSED after 3.214 ms: 8388608 bytes drained, 0 unread, plain close would have reset");
    }

    @Test
    void theTextTellsAllThatDiagnosticsKnow() {
        CloseReport report = new CloseReport(
                CloseOutcome.NOTHING_AT_RISK,
                0,
                OptionalLong.of(0),
                Duration.ofNanos(31_000),
                null,
                OptionalLong.of(0),
                new Delivery.Acknowledged(),
                Finding.NO,
                Optional.of(Duration.ofNanos(41_000)),
                FactSource.DIAGNOSTICS);

        assertThat(report)
                .hasToString("NOTHING_AT_RISK after 0.031 ms: 0 bytes drained, 0 unread, 0 unsent,"
                        + " delivery acknowledged, rtt 0.041 ms");
    }

    @Test
    void aLossOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Delivery.Lost(0));
        assertThat(new Delivery.Lost(7)).hasToString("lost 7 bytes");
        assertThat(new Delivery.Lost(7).isProven()).isFalse();
    }

    @Test
    void theTextTellsTheErrorAndWhatIsUnknown() {
        CloseReport report = new CloseReport(
                CloseOutcome.PEER_RESET,
                5,
                OptionalLong.empty(),
                Duration.ofSeconds(1),
                new SocketException("Connection reset"));

        assertThat(report)
                .hasToString(
                        "PEER_RESET after 1000.000 ms: 5 bytes drained, unknown unread, plain close would have reset"
                                + " (java.net.SocketException: Connection reset)");
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloseReport(
                        CloseOutcome.FAILED, -1, OptionalLong.empty(), Duration.ZERO, new IOException()));
    }

    @ParameterizedTest
    @EnumSource
    void everyOutcomeIsExplainedInAClause(CloseOutcome outcome) {
        assertThat(outcome.explanation()).matches("[a-z].*[^.]");
    }

    @Test
    void onlyAPeerThatClosedIsAnOrderlyEnd() {
        assertThat(CloseOutcome.values())
                .filteredOn(CloseOutcome::isOrderly)
                .containsExactly(CloseOutcome.PEER_CLOSED, CloseOutcome.NOTHING_AT_RISK);
    }

    @Test
    void fourLimitsEndAClose() {
        assertThat(CloseOutcome.values())
                .filteredOn(CloseOutcome::isLimit)
                .containsExactly(
                        CloseOutcome.TOTAL_LIMIT,
                        CloseOutcome.IDLE_LIMIT,
                        CloseOutcome.RATE_LIMIT,
                        CloseOutcome.BYTES_LIMIT);
    }
}
