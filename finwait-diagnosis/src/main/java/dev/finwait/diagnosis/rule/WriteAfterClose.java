package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import java.util.List;

/// Data for an end whose goodbye had arrived long before.
final class WriteAfterClose implements Rule {
    @Override
    public Cause cause() {
        return Cause.WRITE_AFTER_CLOSE;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Late.isOut(reading) || Late.hadSeenFin(reading).isNo()) {
            return Assessment.excluded();
        }
        boolean otherStory = reading.resetter() == Side.CLIENT
                || Late.isGuess(reading)
                || (Silence.isWhyClosed(reading) && !Late.wasUnanswered(reading));
        return otherStory
                ? Assessment.weak()
                : Assessment.fits(
                        Fit.GOOD,
                        () -> List.of(
                                Traces.fin(reading, reading.resetter()),
                                Traces.trigger(reading),
                                Late.number(reading)));
    }
}
