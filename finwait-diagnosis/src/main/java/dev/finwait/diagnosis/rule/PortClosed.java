package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A SYN that is answered by a reset: nobody listens.
final class PortClosed implements Rule {
    private static final int ECONNREFUSED = 111;

    @Override
    public Cause cause() {
        return Cause.PORT_CLOSED;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isReplyToSyn().isNo() || hasAnswered(reading)) {
            return Assessment.excluded();
        }
        if (reading.wire() == null) {
            boolean refused = Host.reported(reading, Side.CLIENT, ECONNREFUSED);
            boolean answeredHere = "NO_SOCKET".equals(reading.reason());
            return refused
                    ? Assessment.fits(
                            answeredHere ? Fit.PROVEN : Fit.STRONG,
                            () -> List.of(Evidence.of("the connect was refused")))
                    : Assessment.weak();
        }
        if ("NO_SOCKET".equals(reading.reason())) {
            return Assessment.fits(Fit.PROVEN, () -> List.of(Traces.trigger(reading)));
        }
        return Assessment.fits(
                Refusal.isFromElsewhere(reading) ? Fit.WEAK : Fit.STRONG,
                () -> List.of(Traces.trigger(reading), Refusal.distance(reading)));
    }

    /// Where nobody listens, nothing but the refusal is sent.
    private static boolean hasAnswered(Reading reading) {
        Direction resetter = reading.sentBy(reading.resetter());
        return resetter != null && !resetter.isSilent();
    }
}
