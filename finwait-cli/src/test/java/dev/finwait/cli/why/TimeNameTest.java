package dev.finwait.cli.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.capture.CaptureTime;
import dev.finwait.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeNameTest {
    @Test
    void timesOfTheCalendarMayHaveAnyZone() {
        CaptureTime expected = new CaptureTime.At(Instant.parse("2026-11-28T13:00:00.5Z"));
        assertThat(TimeName.parse("2026-11-28T13:00:00.5Z")).isEqualTo(expected);
        assertThat(TimeName.parse("2026-11-28T15:00:00.5+02:00")).isEqualTo(expected);
    }

    @Test
    void offsetsCountFromTheFirstPacket() {
        assertThat(TimeName.parse("+90s")).isEqualTo(new CaptureTime.After(Duration.ofSeconds(90)));
        assertThat(TimeName.parse("+1.25s")).isEqualTo(new CaptureTime.After(Duration.ofMillis(1250)));
        assertThat(TimeName.parse("+1h2m3s")).isEqualTo(new CaptureTime.After(Duration.ofSeconds(3723)));
        assertThat(TimeName.parse("+5m")).isEqualTo(new CaptureTime.After(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "10s",
                "+s",
                "+10",
                "yesterday",
                "2026-11-28",
                "+1s2h",
                "9999-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "+99999999999999999999s"
            })
    void anythingElseIsToldInOneLine(String text) {
        assertThatThrownBy(() -> TimeName.parse(text))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("'" + text + "' is no time: write ");
    }
}
