package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A reset that its receiver did not believe: the connection lives.
final class BlindAttempt implements Rule {
    @Override
    public Cause cause() {
        return Cause.BLIND_ATTEMPT;
    }

    @Override
    public Assessment assess(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null || !wire.aftermath().progressed() || !Forgery.outlives(wire)) {
            return Assessment.excluded();
        }
        // Whoever believes a reset answers what comes later with resets of its own. The sender of a SYN that
        // met an older connection resets that one, and goes on with its own.
        boolean believed =
                wire.aftermath().resetsFromOther() > 0 || wire.handshake().challenge() != null;
        return believed
                ? Assessment.excluded()
                : Assessment.fits(
                        Fit.PROVEN,
                        () -> List.of(Evidence.of(
                                "both sides went on sending, and acknowledged each other's new data after it")));
    }
}
