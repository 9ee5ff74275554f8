package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.rule.Assessment.Fit;

/// An active reset without a FIN before it, by a side that had bytes to read.
final class CloseWithUnread implements Rule {
    @Override
    public Cause cause() {
        return Cause.CLOSE_WITH_UNREAD;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo()
                || reading.closed(reading.resetter()).isYes()
                || reading.spoke(reading.other()).isNo()) {
            return Assessment.excluded();
        }
        return Assessment.fits(
                fit(reading), Traces.sent(reading, reading.other()), Traces.fin(reading, reading.resetter()));
    }

    /// Whoever is still being sent to has hardly read everything; whoever spoke last probably has.
    private static Fit fit(Reading reading) {
        Closing closing = reading.kernel() == null ? null : reading.kernel().closing();
        if (closing != null && closing.unread() > 0) {
            return Fit.STRONG;
        }
        Direction other = reading.sentBy(reading.other());
        if (other == null) {
            return Fit.GOOD;
        }
        if (other.bytesOutstanding() > 0 || Last.isCutShort(reading)) {
            return Fit.STRONG;
        }
        return Last.spoke(reading) == reading.other() && !Last.isReadAnswer(reading) ? Fit.GOOD : Fit.WEAK;
    }
}
