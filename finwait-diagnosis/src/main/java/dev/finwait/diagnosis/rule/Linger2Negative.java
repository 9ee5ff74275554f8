package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

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
        return reading.finAcknowledged(reading.resetter()).isYes()
                ? Assessment.fits(Fit.GOOD, () -> List.of(Traces.fin(reading, reading.resetter())))
                : Assessment.weak();
    }
}
