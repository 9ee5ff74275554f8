package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;

/// The server's kernel refuses the last ACK of the handshake.
final class LateAckRejected implements Rule {
    @Override
    public Cause cause() {
        return Cause.LATE_ACK_REJECTED;
    }

    @Override
    public Assessment assess(Reading reading) {
        boolean otherCause = reading.isReply().isNo()
                || reading.resetter() == Side.CLIENT
                || reading.spoke(Side.SERVER).isYes()
                || reading.closed(Side.SERVER).isYes();
        WireFacts wire = reading.wire();
        return otherCause
                        || (wire != null
                                && (wire.handshake().synAck() == null
                                        || reading.isTriggeredByData().isYes()))
                ? Assessment.excluded()
                : Assessment.weak();
    }
}
