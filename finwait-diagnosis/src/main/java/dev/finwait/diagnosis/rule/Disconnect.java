package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A program dissolved the connection by connect(AF_UNSPEC): the packet of a linger-zero close, without
/// its counter.
final class Disconnect implements Rule {
    @Override
    public Cause cause() {
        return Cause.DISCONNECT;
    }

    @Override
    public Assessment assess(Reading reading) {
        Counters counters = Host.counters(reading);
        boolean otherCause = reading.isActive().isNo()
                || Host.everyResetMoved(counters.abortOnData(), counters)
                || Host.isKilled(reading);
        if (otherCause) {
            return Assessment.excluded();
        }
        return counters.abortOnData() == 0
                ? Assessment.fits(Fit.GOOD, () -> List.of(Evidence.of("the counter TCPAbortOnData did not move")))
                : reading.wire() == null ? Assessment.weak() : Assessment.remote();
    }
}
