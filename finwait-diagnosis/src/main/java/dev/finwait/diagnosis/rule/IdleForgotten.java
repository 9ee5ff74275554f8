package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.rule.Assessment.Fits;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A box on the way forgets a connection that was idle for longer than its limit, and resets what comes next.
final class IdleForgotten implements Rule {
    private static final long SECOND = 1_000_000_000L;

    /// No box of the catalogue forgets sooner.
    private static final long SHORTEST = 30 * SECOND;

    /// Idle limits of well-known boxes, in seconds.
    private static final long[] LIMITS = {60, 65, 240, 300, 350, 600, 610, 900, 3_600};

    @Override
    public Cause cause() {
        return Cause.IDLE_FORGOTTEN;
    }

    @Override
    public Assessment assess(Reading reading) {
        long gap = reading.wire() == null ? -1 : reading.wire().idleNanosBefore();
        if (Gone.isOut(reading) && !isToBoth(reading)) {
            return Assessment.excluded();
        }
        if (gap < SHORTEST) {
            return Assessment.excluded();
        }
        long limit = limitBelow(gap);
        boolean otherTtl = Forgery.hasOtherTtl(reading);
        if (limit == 0 || (gap - limit > limit / 10 && !otherTtl)) {
            return Assessment.fits(Fit.WEAK, Gone.quiet(reading));
        }
        return new Fits(
                Fit.STRONG,
                List.of(
                        Gone.quiet(reading),
                        Evidence.of("boxes on the way are known to forget connections after " + limit / SECOND + " s"),
                        Traces.fin(reading, reading.resetter()),
                        Refusal.distance(reading)),
                "Keep the client's idle limit and the keep-alive interval of both ends below " + limit / SECOND
                        + " s, or raise the limit of the load balancer, NAT or firewall on the way. Retry what is "
                        + "idempotent on a fresh connection.");
    }

    private static long limitBelow(long gap) {
        long best = 0;
        for (long limit : LIMITS) {
            if (limit * SECOND <= gap + SECOND / 2) {
                best = limit * SECOND;
            }
        }
        return best;
    }

    /// Resets to both ends that nothing drew.
    private static boolean isToBoth(Reading reading) {
        return reading.wire() != null
                && reading.trigger() == null
                && reading.wire().aftermath().resetsFromOther() > 0
                && reading.wire().aftermath().segmentsFromOther() == 0;
    }
}
