package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// Data for a connection that the other end knows nothing of any more, although it never said goodbye.
final class StateLost implements Rule {
    private static final long MOMENT = 100_000_000L;

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
        boolean isGuess = reading.wire() == null && !KernelWord.isKnown(reading.reason());
        if (wasJustThere(reading) || isSeenElsewhere(reading)) {
            return Assessment.fits(Fit.REMOTE, () -> List.of(noFin));
        }
        if (isGuess || reading.spoke(reading.resetter()).isNo() || isLone(reading)) {
            return Assessment.fits(Fit.WEAK, () -> List.of(noFin));
        }
        return Assessment.fits(Fit.GOOD, () -> List.of(noFin, Traces.trigger(reading), Gone.quiet(reading)));
    }

    /// Nobody loses a connection on which it sent something a moment ago.
    private static boolean wasJustThere(Reading reading) {
        Direction resetter = reading.sentBy(reading.resetter());
        return resetter != null
                && resetter.last() != null
                && reading.facts().resetAt().nanosSince(resetter.last()) < MOMENT;
    }

    /// Whoever has lost a connection does not go on with it, and answers from where it was before.
    private static boolean isSeenElsewhere(Reading reading) {
        return Forgery.hasOtherTtl(reading) || (reading.wire() != null && Forgery.goesOn(reading.wire()));
    }

    /// Whether all that was seen is an answer, or one bare segment and its answer: a scan looks so as well.
    private static boolean isLone(Reading reading) {
        WireFacts wire = reading.wire();
        return wire != null
                && wire.from(reading.resetter()).isSilent()
                && wire.from(reading.other()).segments() <= 2
                && wire.from(reading.other()).bytes() == 0
                && reading.established() == Answer.UNKNOWN;
    }
}
