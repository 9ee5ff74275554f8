package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.rule.Assessment.Fits;
import dev.finwait.diagnosis.rule.Rules.Candidate;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// What is said when every rule excludes its cause: the nearest one by the look of the reset, and that
/// it does not fit.
final class Unexplained {
    private Unexplained() {}

    static Candidate of(Reading reading) {
        Cause nearest = reading.isActive().isNo() ? Cause.STATE_LOST : Cause.LINGER_ZERO;
        Evidence misfit = Evidence.of("no cause of the catalogue fits all of what was seen; this is the nearest one");
        return new Candidate(nearest, new Fits(Fit.WEAK, () -> List.of(misfit), null));
    }
}
