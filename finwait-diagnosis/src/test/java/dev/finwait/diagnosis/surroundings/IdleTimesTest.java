package dev.finwait.diagnosis.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.finwait.diagnosis.facts.IdleCloses;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class IdleTimesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void nothingAddedIsNone() {
        assertThat(new IdleTimes().closes()).isEqualTo(IdleCloses.NONE);
    }

    @Test
    void theMedianIsWithinTwoPercent() {
        Random random = new Random(7);
        IdleTimes times = new IdleTimes();
        long[] all = new long[9999];
        for (int i = 0; i < all.length; i++) {
            all[i] = SECOND / 2 + (long) (random.nextDouble() * random.nextDouble() * 600 * SECOND);
            times.add(all[i]);
        }
        Arrays.sort(all);
        IdleCloses closes = times.closes();
        assertThat(closes.count()).isEqualTo(all.length);
        assertThat(closes.shortestNanos()).isEqualTo(all[0]);
        assertThat(closes.longestNanos()).isEqualTo(all[all.length - 1]);
        assertThat(closes.typicalNanos()).isCloseTo(all[all.length / 2], Percentage.withPercentage(2));
    }

    @Test
    void bucketsAreInOrderAndHoldEverything() {
        IdleTimes times = new IdleTimes();
        for (long seconds : new long[] {65, 5, 5, 350, 60, 5}) {
            times.add(seconds * SECOND);
        }
        IdleCloses closes = times.closes();
        assertThat(closes.buckets()).extracting(IdleCloses.Bucket::count).containsExactly(3L, 1L, 1L, 1L);
        assertThat(closes.buckets())
                .extracting(IdleCloses.Bucket::nanos)
                .isSorted()
                .first()
                .satisfies(nanos -> assertThat(nanos).isCloseTo(5 * SECOND, within(SECOND / 10)));
        assertThat(closes.typicalNanos()).isCloseTo(5 * SECOND, Percentage.withPercentage(2));
    }

    @Test
    void timesOutOfAllProportionAreKeptAtTheEnds() {
        IdleTimes times = new IdleTimes();
        times.add(1);
        times.add(Long.MAX_VALUE);
        assertThat(times.closes().shortestNanos()).isEqualTo(1);
        assertThat(times.closes().longestNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(times.closes().buckets()).hasSize(2);
    }

    @Test
    void whatIsAddedAfterTellingIsToldNextTime() {
        IdleTimes times = new IdleTimes();
        times.add(SECOND);
        assertThat(times.closes().count()).isEqualTo(1);
        times.add(SECOND);
        assertThat(times.closes().count()).isEqualTo(2);
    }
}
