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
        return Assessment.fits(
                fit(reading),
                () -> List.of(Traces.fin(reading, reading.resetter()), Traces.sent(reading, reading.other())));
    }

    private static Fit fit(Reading reading) {
        if (!reading.closed(reading.resetter()).isYes()) {
            return Fit.WEAK;
        }
        return reading.hadReceivedFin().isYes() ? Fit.GOOD : Fit.STRONG;
    }

    /// Once each has received the other's goodbye, and knows that its own has arrived, there is no socket
    /// any more that could reset. Where it was so at that very moment, the kernel's reason tells.
    private static boolean isOver(Reading reading) {
        return reading.hadReceivedFin().isYes()
                && reading.finAcknowledged(reading.resetter()).isYes()
                && !"TCP_ABORT_ON_CLOSE".equals(reading.reason());
    }
}
