package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;

/// Data for a connection that the other end knows nothing of any more, although it never said goodbye.
final class StateLost implements Rule {
    @Override
    public Cause cause() {
        return Cause.STATE_LOST;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Gone.isOut(reading) || reading.established().isNo()) {
            return Assessment.excluded();
        }
        Evidence noFin = Traces.fin(reading, reading.resetter());
        if (reading.spoke(reading.resetter()).isNo()) {
            return Assessment.fits(Fit.WEAK, noFin);
        }
        return Assessment.fits(Fit.GOOD, noFin, Traces.trigger(reading), Gone.quiet(reading));
    }
}
