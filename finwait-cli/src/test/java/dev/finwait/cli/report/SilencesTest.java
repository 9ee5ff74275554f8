package dev.finwait.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cli.verdict.Verdicts;
import org.junit.jupiter.api.Test;

final class SilencesTest {
    private static double secondsOf(Silences silences, Silences.End end) {
        for (int bucket = 0; bucket < Silences.BUCKETS; bucket++) {
            if (silences.count(bucket, end) > 0) {
                return Silences.secondsAt(bucket);
            }
        }
        throw new AssertionError("nothing was counted");
    }

    @Test
    void aKeepAliveRaceCountsTheTimeUntilTheGoodbye() {
        Silences silences = new Silences();
        silences.add(Verdicts.keepAliveRace(1, 0, 1, 65_000));
        assertThat(secondsOf(silences, Silences.End.CLOSED)).isBetween(63.5, 65.1);
    }

    @Test
    void aForgottenConnectionCountsTheTimeUntilItsNextData() {
        Silences silences = new Silences();
        silences.add(Verdicts.idleForgotten(1, 0, 1, 351_000));
        assertThat(secondsOf(silences, Silences.End.FORGOTTEN)).isBetween(343.0, 351.1);
    }

    @Test
    void whatIsShorterThanASecondOrHasOtherCausesIsNotCounted() {
        Silences silences = new Silences();
        silences.add(Silences.End.CLOSED, 999_999_999);
        silences.add(Verdicts.earlyResponse(1, 0, 1));
        assertThat(silences.total()).isZero();
        silences.add(Silences.End.CLOSED, Long.MAX_VALUE);
        assertThat(silences.count(Silences.BUCKETS - 1)).isEqualTo(1);
    }
}
