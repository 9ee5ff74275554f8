package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// The caller's kernel refuses a SYN-ACK that does not fit its SYN.
final class SynAckRejected implements Rule {
    @Override
    public Cause cause() {
        return Cause.SYN_ACK_REJECTED;
    }

    @Override
    public Assessment assess(Reading reading) {
        WireFacts wire = reading.wire();
        if (reading.resetter() == Side.SERVER
                || reading.isActive().isYes()
                || reading.isReplyToSyn().isYes()) {
            return Assessment.excluded();
        }
        if (wire == null) {
            return reading.established().isYes() ? Assessment.excluded() : Assessment.weak();
        }
        if (reading.isTriggeredBySynAck().isNo() || wire.handshake().synAckFits()) {
            return Assessment.excluded();
        }
        return Assessment.fits(
                Fit.STRONG,
                () -> List.of(
                        Evidence.of("the SYN-ACK does not acknowledge the SYN, or echoes another timestamp"),
                        Traces.trigger(reading)));
    }
}
