package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// An active reset because a socket option asked for it: on the wire it is the same packet as that of a
/// close with unread data.
final class LingerZero implements Rule {
    @Override
    public Cause cause() {
        return Cause.LINGER_ZERO;
    }

    @Override
    public Assessment assess(Reading reading) {
        Counters counters = Host.counters(reading);
        if (reading.isActive().isNo() || counters.abortOnData() == 0 || Host.isKilled(reading)) {
            return Assessment.excluded();
        }
        if (Host.everyResetMoved(counters.abortOnData(), counters)) {
            return Assessment.fits(
                    Fit.STRONG,
                    () -> List.of(Evidence.of("the counter TCPAbortOnData moved with it, as linger zero makes it do")));
        }
        if (Host.closedItsListener(reading)) {
            return Assessment.weak();
        }
        if (reading.wire() == null || "TCP_STATE".equals(reading.reason())) {
            // The kernel has another reason for unread data.
            return Assessment.fits(Fit.GOOD);
        }
        if (reading.spoke(reading.other()).isNo()) {
            return Assessment.fits(
                    Fit.GOOD,
                    () -> List.of(
                            Evidence.of("the " + reading.other().id() + " had sent no data that could lie unread")));
        }
        if (Last.spoke(reading) == reading.resetter() && !Last.mayHaveTickets(reading)) {
            return Assessment.fits(
                    Fit.GOOD,
                    () -> List.of(
                            Evidence.of("the " + reading.resetter().id()
                                    + " spoke last, so it had probably read what came"),
                            Traces.sent(reading, reading.other())));
        }
        return Last.isReadAnswer(reading)
                ? Assessment.fits(
                        Fit.GOOD, () -> List.of(Last.readAnswer(reading), Traces.sent(reading, reading.other())))
                : Assessment.weak();
    }
}
