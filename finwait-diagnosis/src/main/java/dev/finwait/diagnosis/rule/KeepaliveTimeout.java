package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Direction.Probes;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// Probes at a fixed interval, none answered, then an active reset when the next one would be due.
final class KeepaliveTimeout implements Rule {
    @Override
    public Cause cause() {
        return Cause.KEEPALIVE_TIMEOUT;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo()) {
            return Assessment.excluded();
        }
        Direction prober = reading.sentBy(reading.resetter());
        if (prober == null) {
            return "TCP_KEEPALIVE_TIMEOUT".equals(reading.reason())
                    ? Assessment.fits(
                            Fit.PROVEN,
                            () -> List.of(Evidence.of("a timer of the kernel sent it after unanswered probes")))
                    : Assessment.weak();
        }
        Probes probes = prober.probes();
        Moment last = probes.last();
        if (probes.unanswered() == 0 || last == null) {
            return Assessment.excluded();
        }
        Evidence evidence = new Evidence(
                Words.count(probes.unanswered(), "keep-alive probe") + " of the "
                        + reading.resetter().id() + (probes.unanswered() == 1 ? " was" : " were") + " not answered",
                last.packet());
        long wait = reading.facts().resetAt().nanosSince(last);
        boolean due = probes.unanswered() > 1 && Math.abs(wait - probes.intervalNanos()) < probes.intervalNanos() / 5;
        return Assessment.fits(
                due ? Fit.PROVEN : Fit.GOOD,
                () -> List.of(
                        evidence,
                        Evidence.of("the reset left " + Words.time(wait) + " after the last one"
                                + (probes.intervalNanos() == 0
                                        ? ""
                                        : ", they were " + Words.time(probes.intervalNanos()) + " apart"))));
    }
}
