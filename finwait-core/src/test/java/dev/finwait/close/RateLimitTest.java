package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The total and the minimum rate together, on a clock of the test's own.
final class RateLimitTest {
    private static final long SECOND = 1_000_000_000;

    private long now = Long.MAX_VALUE - 5;

    private final Limits limits = new Limits(
            new CloseBudget(Duration.ofSeconds(10), Duration.ofSeconds(2), 1_000_000, 1000, Duration.ofSeconds(1)),
            () -> now);

    private void send(int bytesPerSecond, int seconds) {
        for (int tenth = 0; tenth < 10 * seconds; tenth++) {
            now += SECOND / 10;
            limits.drained(bytesPerSecond / 10);
        }
    }

    @Test
    void aPeerThatKeepsTheRateOutlivesTheTotal() {
        send(1100, 60);

        assertThat(limits.timeLeft()).isPositive();
        assertThat(limits.overdueIn()).isPositive();
    }

    @Test
    void aPeerBelowTheRateEndsWithTheTotal() {
        send(900, 9);
        assertThat(limits.timeLeft()).isEqualTo(SECOND);

        send(900, 2);
        assertThat(limits.timeLeft()).isNegative();
        assertThat(limits.timeOutcome()).isEqualTo(CloseOutcome.RATE_LIMIT);
    }

    @Test
    void aPeerThatFallsBelowTheRateAfterTheTotalEndsWithinTwoWindows() {
        send(5000, 20);
        assertThat(limits.timeLeft()).isPositive();

        send(500, 4);
        assertThat(limits.timeLeft()).isNegative();
        assertThat(limits.timeOutcome()).isEqualTo(CloseOutcome.RATE_LIMIT);
    }

    @Test
    void aPeerThatSentNothingMeetsTheTotal() {
        now += 11 * SECOND;

        assertThat(limits.timeLeft()).isNegative();
        assertThat(limits.timeOutcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
    }

    @Test
    void aCloseIsOverdueOneWindowAfterTheLastByteOfAPeerThatOutlivedTheTotal() {
        send(5000, 20);
        now += 3 * SECOND;

        assertThat(limits.overdueIn()).isEqualTo(-SECOND);
    }

    @Test
    void aNearPeerHasLessIdleTime() {
        limits.adaptTo(Duration.ofNanos(20_000));
        limits.startIdle();

        assertThat(limits.idleLeft()).isEqualTo(SECOND);
    }

    @Test
    void theRateSinceTheBeginningCountsBeforeAWindowIsFull() {
        RateWindow window = new RateWindow(10 * SECOND, 0);
        window.add(500, SECOND);

        assertThat(window.rate(SECOND)).isEqualTo(500);
    }

    @Test
    void theRateForgetsWhatIsOlderThanTwoWindows() {
        RateWindow window = new RateWindow(SECOND, 0);
        window.add(500, SECOND / 2);

        assertThat(window.rate(SECOND + SECOND / 2)).isEqualTo(250);
        assertThat(window.rate(3 * SECOND)).isZero();
    }
}
