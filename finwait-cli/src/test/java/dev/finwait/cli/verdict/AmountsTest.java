package dev.finwait.cli.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AmountsTest {
    @Test
    void bytesAreExactBelowAMillion() {
        assertThat(Amounts.bytes(1)).isEqualTo("1 byte");
        assertThat(Amounts.bytes(999_999)).isEqualTo("999,999 bytes");
        assertThat(Amounts.bytes(1_210_000)).isEqualTo("1.21 MB");
        assertThat(Amounts.bytes(423_000_000)).isEqualTo("423 MB");
        assertThat(Amounts.bytes(20_000_000_000L)).isEqualTo("20.0 GB");
    }

    @Test
    void aDurationHasTheUnitThatFits() {
        assertThat(Amounts.duration(800)).isEqualTo("800 ns");
        assertThat(Amounts.duration(120_000)).isEqualTo("120 µs");
        assertThat(Amounts.duration(41_000_000)).isEqualTo("41.0 ms");
        assertThat(Amounts.duration(1_500_000_000)).isEqualTo("1.50 s");
        assertThat(Amounts.duration(65_000_000_000L)).isEqualTo("65.0 s");
        assertThat(Amounts.duration(TimeUnit.SECONDS.toNanos(603))).isEqualTo("10 min 3 s");
        assertThat(Amounts.duration(TimeUnit.MINUTES.toNanos(200))).isEqualTo("3 h 20 min");
        assertThat(Amounts.duration(TimeUnit.DAYS.toNanos(3))).isEqualTo("3 d");
    }

    @Test
    void timesAreInUtcAndExactOnesHaveNineDigits() {
        Instant instant = Instant.parse("2026-11-28T13:00:01.042Z");
        assertThat(Amounts.dateTime(instant)).isEqualTo("2026-11-28 13:00:01 UTC");
        assertThat(Amounts.time(instant)).isEqualTo("13:00:01.042");
        assertThat(Amounts.exact(instant)).isEqualTo("2026-11-28T13:00:01.042000000Z");
    }

    @Test
    void oneOfAThingHasNoPlural() {
        assertThat(Amounts.count(1, "packet")).isEqualTo("1 packet");
        assertThat(Amounts.count(1200, "packet")).isEqualTo("1,200 packets");
    }
}
