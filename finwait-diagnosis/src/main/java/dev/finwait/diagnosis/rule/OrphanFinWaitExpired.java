package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The closing side waited for the other one's FIN until its kernel gave up.
final class OrphanFinWaitExpired implements Rule {
    private static final long SECOND = 1_000_000_000L;

    @Override
    public Cause cause() {
        return Cause.ORPHAN_FIN_WAIT_EXPIRED;
    }

    @Override
    public Assessment assess(Reading reading) {
        boolean late = isFinThatCameTooLate(reading.trigger());
        boolean otherCause = reading.isReplyToSyn().isYes()
                || reading.closed(reading.resetter()).isNo()
                || (reading.closed(reading.other()).isYes() && !late)
                || reading.finAcknowledged(reading.resetter()).isNo()
                || reading.isTriggeredByData().isYes()
                || Host.isBySystemCall(reading);
        if (otherCause) {
            return Assessment.excluded();
        }
        if (Host.isByTimer(reading)) {
            return Assessment.fits(
                    Fit.PROVEN,
                    () -> List.of(Evidence.of("a timer of the kernel sent it, long after the socket was closed")));
        }
        Direction closer = reading.sentBy(reading.resetter());
        if (closer == null) {
            return Assessment.weak();
        }
        if (closer.fin() == null) {
            return Assessment.remote();
        }
        long waited = reading.facts().resetAt().nanosSince(closer.fin());
        return waited >= SECOND
                ? Assessment.fits(
                        Fit.GOOD,
                        () -> List.of(
                                Traces.fin(reading, reading.resetter()),
                                late ? Traces.trigger(reading) : Traces.fin(reading, reading.other())))
                : Assessment.weak();
    }

    /// Whoever still waits takes a FIN.
    private static boolean isFinThatCameTooLate(@Nullable Segment trigger) {
        return trigger != null && trigger.has(Segment.FIN) && trigger.length() == 0;
    }
}
