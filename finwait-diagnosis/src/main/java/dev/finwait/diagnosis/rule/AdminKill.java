package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// Somebody had the kernel destroy the connection: `tcp_abort` resets it while it is still in its
/// state.
final class AdminKill implements Rule {
    @Override
    public Cause cause() {
        return Cause.ADMIN_KILL;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo()
                || (reading.sent() != null && !Host.isKilled(reading) && Host.isStateKnown(reading))) {
            return Assessment.excluded();
        }
        if (!Host.isKilled(reading)) {
            return reading.wire() == null ? Assessment.weak() : Assessment.remote();
        }
        return Assessment.fits(
                Fit.PROVEN,
                () -> List.of(
                        Evidence.of("the socket was still in use when its kernel reset it, as no close does it")));
    }
}
