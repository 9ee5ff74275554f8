package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// The kernel of a closed socket had too many of its kind, or too little memory.
final class OrphanOrMemory implements Rule {
    @Override
    public Cause cause() {
        return Cause.ORPHAN_OR_MEMORY;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo()
                || reading.closed(reading.resetter()).isNo()
                || Host.counters(reading).abortOnMemory() == 0) {
            return Assessment.excluded();
        }
        return "TCP_ABORT_ON_MEMORY".equals(reading.reason())
                ? Assessment.fits(
                        Fit.PROVEN,
                        () -> List.of(Evidence.of("the kernel gave the socket up for want of memory or room")))
                : reading.wire() == null ? Assessment.weak() : Assessment.remote();
    }
}
