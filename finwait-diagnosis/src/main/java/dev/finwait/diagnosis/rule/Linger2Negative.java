package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// TCP_LINGER2 below zero: the kernel resets instead of waiting for the peer's FIN.
final class Linger2Negative implements Rule {
    @Override
    public Cause cause() {
        return Cause.LINGER2_NEGATIVE;
    }

    @Override
    public Assessment assess(Reading reading) {
        boolean otherCause = reading.closed(reading.resetter()).isNo()
                || reading.closed(reading.other()).isYes()
                || reading.isReplyToSyn().isYes()
                || Host.counters(reading).abortOnLinger() == 0;
        if (otherCause || reading.isTriggeredByData().isYes()) {
            return Assessment.excluded();
        }
        if ("TCP_ABORT_ON_LINGER".equals(reading.reason())) {
            return Assessment.fits(Fit.PROVEN, () -> List.of(Evidence.of("no other close gives that reason")));
        }
        // A kernel that does not wait answers the very ACK of its FIN.
        boolean atOnce = reading.isActive().isYes() || isBareAck(reading.trigger());
        return atOnce && reading.finAcknowledged(reading.resetter()).isYes()
                ? Assessment.fits(Fit.GOOD, () -> List.of(Traces.fin(reading, reading.resetter())))
                : reading.wire() == null ? Assessment.weak() : Assessment.remote();
    }

    private static boolean isBareAck(@Nullable Segment trigger) {
        return trigger != null && trigger.length() == 0 && !trigger.has(Segment.FIN);
    }
}
