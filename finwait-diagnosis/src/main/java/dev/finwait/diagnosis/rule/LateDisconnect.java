package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import java.util.List;

/// Both sides had said goodbye, and one was given up with data still unsent.
final class LateDisconnect implements Rule {
    @Override
    public Cause cause() {
        return Cause.LATE_DISCONNECT;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo()
                || reading.closed(reading.resetter()).isNo()
                || reading.closed(reading.other()).isNo()) {
            return Assessment.excluded();
        }
        boolean both = reading.closed(reading.resetter()).isYes()
                && reading.closed(reading.other()).isYes();
        return both
                ? Assessment.fits(
                        Fit.GOOD, () -> List.of(Traces.fin(reading, Side.CLIENT), Traces.fin(reading, Side.SERVER)))
                : Assessment.weak();
    }
}
