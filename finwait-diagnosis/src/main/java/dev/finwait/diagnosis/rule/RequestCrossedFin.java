package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import java.util.List;

/// Request and goodbye passed each other: the request left before the FIN could have arrived.
final class RequestCrossedFin implements Rule {
    @Override
    public Cause cause() {
        return Cause.REQUEST_CROSSED_FIN;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Late.isOut(reading)
                || reading.resetter() == Side.CLIENT
                || Late.hadSeenFin(reading).isYes()) {
            return Assessment.excluded();
        }
        if (Late.hadSeenFin(reading) == Answer.UNKNOWN || Late.missing(reading) > 0 || Late.wasUnanswered(reading)) {
            return Assessment.weak();
        }
        Fit fit = Silence.wasIdle(reading).isNo() ? Fit.GOOD : Fit.STRONG;
        return Assessment.fits(
                fit, () -> List.of(Late.number(reading), Traces.fin(reading, Side.SERVER), Traces.trigger(reading)));
    }
}
