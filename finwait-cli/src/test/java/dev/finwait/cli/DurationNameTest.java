package dev.finwait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationNameTest {
    @Test
    void unitsAddUp() {
        assertThat(DurationName.parse("90s")).contains(Duration.ofSeconds(90));
        assertThat(DurationName.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(DurationName.parse("0.25s")).contains(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1d", "-1s", "1m1h", "1.5m"})
    void everythingElseIsNone(String text) {
        assertThat(DurationName.parse(text)).isEmpty();
    }
}
