package dev.finwait.cli.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.Moment;
import org.junit.jupiter.api.Test;

final class ExactTimesTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void secondsThatFollowComeBackAndLieBefore1970AreWrittenAsByTheFormatter() {
        ExactTimes times = new ExactTimes();
        long start = 1_795_872_420 * SECOND;
        long[] nanos = {start + 74_837_000, start + 74_837_001, start + SECOND, start + 5, 0, -1, -SECOND, 7 * SECOND};
        for (long at : nanos) {
            Moment moment = new Moment(at, 1);
            assertThat(times.of(moment)).isEqualTo(Amounts.exact(moment.instant()));
        }
    }

    @Test
    void theNanosecondsKeepTheirLeadingZeros() {
        assertThat(new ExactTimes().of(new Moment(1_795_872_420 * SECOND + 42, 1)))
                .isEqualTo("2026-11-28T13:27:00.000000042Z");
    }
}
