package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
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
                || reading.hadReceivedFin().isNo()) {
            return Assessment.excluded();
        }
        Direction resetter = reading.sentBy(reading.resetter());
        boolean unsent = resetter != null && resetter.bytesOutstanding() > 0;
        return unsent && reading.closed(reading.resetter()).isYes()
                ? Assessment.fits(
                        Fit.GOOD, () -> List.of(Traces.fin(reading, Side.CLIENT), Traces.fin(reading, Side.SERVER)))
                : reading.closed(reading.resetter()).isYes() ? Assessment.weak() : Assessment.remote();
    }
}
