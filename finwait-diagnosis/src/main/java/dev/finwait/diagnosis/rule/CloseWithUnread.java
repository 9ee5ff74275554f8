package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

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
        return hadNoRoom(reading)
                ? Assessment.fits(
                        Fit.STRONG,
                        () -> List.of(
                                Evidence.of(
                                        "the " + reading.resetter().id()
                                                + "'s receive buffer was full of data that nobody had read: it offered a window of 0"),
                                Traces.sent(reading, reading.other()),
                                Traces.fin(reading, reading.resetter())))
                : Assessment.fits(
                        fit(reading),
                        () -> List.of(Traces.sent(reading, reading.other()), Traces.fin(reading, reading.resetter())));
    }

    private static boolean hadNoRoom(Reading reading) {
        Direction resetter = reading.sentBy(reading.resetter());
        return resetter != null && resetter.segments() > 0 && resetter.window() == 0;
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
        boolean unanswered = Last.spoke(reading) == reading.other() && !Last.isReadAnswer(reading);
        return unanswered || Last.mayHaveTickets(reading) ? Fit.GOOD : Fit.WEAK;
    }
}
