package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import java.util.List;

/// A FIN and then an active reset of the same side: it said goodbye and threw away what had arrived.
final class HalfCloseThenUnread implements Rule {
    @Override
    public Cause cause() {
        return Cause.HALF_CLOSE_THEN_UNREAD;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo()
                || reading.closed(reading.resetter()).isNo()
                || reading.spoke(reading.other()).isNo()
                || isOver(reading)) {
            return Assessment.excluded();
        }
        Fit fit = reading.closed(reading.resetter()).isYes() ? Fit.STRONG : Fit.WEAK;
        return Assessment.fits(
                fit, () -> List.of(Traces.fin(reading, reading.resetter()), Traces.sent(reading, reading.other())));
    }

    /// Once both have said goodbye a close resets nothing, unless the other's FIN came at that very moment,
    /// of which only the kernel's reason can tell.
    private static boolean isOver(Reading reading) {
        return reading.closed(reading.other()).isYes() && !"TCP_ABORT_ON_CLOSE".equals(reading.reason());
    }
}
