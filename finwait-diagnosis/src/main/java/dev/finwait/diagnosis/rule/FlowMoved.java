package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// The packets of a live connection reach another machine, which does not know it.
final class FlowMoved implements Rule {
    @Override
    public Cause cause() {
        return Cause.FLOW_MOVED;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Gone.isOut(reading) || reading.established().isNo()) {
            return Assessment.excluded();
        }
        if (Forgery.hasOtherTtl(reading)) {
            return Assessment.fits(
                    Fit.GOOD, () -> List.of(Refusal.distance(reading), Traces.fin(reading, reading.resetter())));
        }
        WireFacts wire = reading.wire();
        if (wire != null && Forgery.goesOn(wire)) {
            return Assessment.fits(
                    Fit.GOOD,
                    () -> List.of(Evidence.of("the real " + reading.resetter().id()
                            + " went on sending after the reset, so that two machines have that address")));
        }
        boolean listens = "TCP_FLAGS".equals(reading.reason());
        return listens
                ? Assessment.fits(
                        Fit.WEAK, () -> List.of(Evidence.of("a listener is there, which does not know the connection")))
                : Assessment.weak();
    }
}
