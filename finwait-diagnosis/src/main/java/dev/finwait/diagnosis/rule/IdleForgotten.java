package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.IdleLimit;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.rule.Assessment.Fits;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A box on the way forgets a connection that was idle for longer than its limit, and resets what comes
/// next.
final class IdleForgotten implements Rule {
    /// A limit can be set to anything, but no box forgets sooner.
    private static final long SHORTEST = 1_000_000_000L;

    @Override
    public Cause cause() {
        return Cause.IDLE_FORGOTTEN;
    }

    @Override
    public Assessment assess(Reading reading) {
        long gap = reading.wire() == null ? -1 : reading.wire().idleNanosBefore();
        if ((Gone.isOut(reading) && !isToBoth(reading)) || (reading.wire() != null && gap < SHORTEST)) {
            return Assessment.excluded();
        }
        IdleLimit limit = IdleLimit.below(gap);
        if (limit == null || (gap - limit.nanos() > limit.nanos() / 10 && !Forgery.hasOtherTtl(reading))) {
            return Assessment.fits(reading.wire() == null ? Fit.WEAK : Fit.REMOTE, () -> List.of(Gone.quiet(reading)));
        }
        return new Fits(
                Fit.STRONG,
                () -> List.of(
                        Gone.quiet(reading),
                        Evidence.of(limit.seconds() + " s is the idle limit of: " + limit.where()),
                        Traces.fin(reading, reading.resetter()),
                        Refusal.distance(reading)),
                "Keep the client's idle limit and the keep-alive interval of both ends below " + limit.seconds()
                        + " s, or raise the limit of the load balancer, NAT or firewall on the way. Retry what is "
                        + "idempotent on a fresh connection.");
    }

    /// Resets to both ends that nothing drew.
    private static boolean isToBoth(Reading reading) {
        return reading.wire() != null
                && reading.trigger() == null
                && reading.wire().aftermath().resetsFromOther() > 0
                && reading.wire().aftermath().segmentsFromOther() == 0;
    }
}
