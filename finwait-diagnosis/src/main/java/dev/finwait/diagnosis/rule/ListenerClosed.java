package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A listening socket was closed over connections that nobody had accepted: the server never said a
/// word on them.
final class ListenerClosed implements Rule {
    @Override
    public Cause cause() {
        return Cause.LISTENER_CLOSED;
    }

    @Override
    public Assessment assess(Reading reading) {
        Counters counters = Host.counters(reading);
        boolean otherCause = reading.isActive().isNo()
                || reading.resetter() == Side.CLIENT
                || reading.spoke(Side.SERVER).isYes()
                || reading.closed(Side.SERVER).isYes()
                || reading.established().isNo()
                || Host.everyResetMoved(counters.abortOnData(), counters)
                || Host.isKilled(reading);
        if (otherCause) {
            return Assessment.excluded();
        }
        if (Host.closedItsListener(reading)) {
            return Assessment.fits(
                    Fit.STRONG, () -> List.of(Evidence.of("the same process had just closed the listening socket")));
        }
        if (reading.history().sawServerFromTheStart()) {
            // The close of the listener would have been seen as well.
            return Assessment.weak();
        }
        if (reading.spoke(Side.SERVER) == Answer.UNKNOWN && reading.wire() != null) {
            return Assessment.remote();
        }
        int unused = reading.around().resetsAtOnceUnused();
        Evidence silent = Evidence.of("the server never sent data on this connection");
        if (unused >= 2 && !reading.around().endAlive()) {
            return Assessment.fits(Fit.STRONG, () -> List.of(silent, Traces.atOnce(reading)));
        }
        return counters.abortOnData() == 0
                ? Assessment.fits(Fit.STRONG, () -> List.of(silent))
                : Assessment.fits(Fit.WEAK, () -> List.of(silent));
    }
}
