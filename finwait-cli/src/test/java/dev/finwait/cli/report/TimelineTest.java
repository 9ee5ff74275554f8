package dev.finwait.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Family;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimelineTest {
    private static long total(Timeline timeline, long from, long to) {
        long total = 0;
        for (int slot = 0; slot < Timeline.SLOTS; slot++) {
            if (timeline.startOf(slot) + timeline.width() > from && timeline.startOf(slot) <= to) {
                total += timeline.count(slot, Family.LATE);
            }
        }
        return total;
    }

    @Test
    void nothingIsLostWhenTimeOutgrowsTheSlotsOrGoesBackwards() {
        Random random = new Random(7);
        Timeline timeline = new Timeline();
        long earliest = Long.MAX_VALUE;
        long latest = 0;
        for (int i = 0; i < 5000; i++) {
            long at = 1_000_000_000_000_000_000L + random.nextLong(-(1L << (i % 50 + 1)), 1L << (i % 50 + 1));
            earliest = Math.min(earliest, at);
            latest = Math.max(latest, at);
            timeline.add(at, Family.LATE);
            assertThat(total(timeline, earliest, latest)).isEqualTo(i + 1);
        }
    }

    @Test
    void anyTimeThatACaptureCanClaimIsTaken() {
        Timeline timeline = new Timeline();
        timeline.add(Long.MIN_VALUE, Family.GONE);
        timeline.add(Long.MAX_VALUE, Family.GONE);
        timeline.add(0, Family.GONE);
        long total = 0;
        for (int slot = 0; slot < Timeline.SLOTS; slot++) {
            total += timeline.count(slot, Family.GONE);
        }
        assertThat(total).isEqualTo(3);
    }
}
