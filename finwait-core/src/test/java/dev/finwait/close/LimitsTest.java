package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private long now = Long.MAX_VALUE - 5;

    private Limits limits(long totalNanos, long idleNanos, long bytes) {
        return new Limits(new CloseBudget(Duration.ofNanos(totalNanos), Duration.ofNanos(idleNanos), bytes), () -> now);
    }

    @Test
    void timeRunsOnWhenTheClockWraps() {
        Limits limits = limits(100, 50, 0);

        now += 30;

        assertThat(limits.elapsed()).isEqualTo(Duration.ofNanos(30));
        assertThat(limits.timeLeft()).isEqualTo(70);
        assertThat(limits.idleLeft()).isEqualTo(20);
    }

    @Test
    void aByteStartsTheIdleTimeAnewButNotTheTotal() {
        Limits limits = limits(100, 50, 1000);

        now += 40;
        limits.drained(1);

        assertThat(limits.idleLeft()).isEqualTo(50);
        assertThat(limits.timeLeft()).isEqualTo(60);
    }

    @Test
    void theFirstByteBeyondTheLimitExceedsIt() {
        Limits limits = limits(100, 50, 10);

        assertThat(limits.bytesWanted()).isEqualTo(11);
        limits.drained(10);
        assertThat(limits.bytesExceeded()).isFalse();
        assertThat(limits.bytesWanted()).isEqualTo(1);
        limits.drained(1);
        assertThat(limits.bytesExceeded()).isTrue();
    }

    @Test
    void noLimitOnBytesDoesNotOverflow() {
        assertThat(limits(100, 50, Long.MAX_VALUE).bytesWanted()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aDurationBeyondNanosecondsIsNoLimit() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        Limits limits = new Limits(new CloseBudget(endless, endless, 0), () -> now);

        now += 1;

        assertThat(limits.timeLeft()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(limits.idleLeft()).isEqualTo(Long.MAX_VALUE - 1);
    }
}
