package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// As data for a closed end, but its application still has the socket: only its own kernel can tell.
final class DataAfterShutdown implements Rule {
    private static final int ECONNRESET = 104;

    @Override
    public Cause cause() {
        return Cause.DATA_AFTER_SHUTDOWN;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Late.isOut(reading) || "TCP_TIMEWAIT_SOCKET".equals(reading.reason())) {
            return Assessment.excluded();
        }
        if (reading.reason() == null) {
            return Assessment.weak();
        }
        // tcp_reset() tells the socket, and a closed one no longer listens to errors.
        return Host.reported(reading, reading.resetter(), ECONNRESET)
                ? Assessment.fits(
                        Fit.PROVEN,
                        () -> List.of(Evidence.of("the " + reading.resetter().id()
                                + "'s own socket learned of the reset, so its application had not closed it")))
                : Assessment.weak();
    }
}
