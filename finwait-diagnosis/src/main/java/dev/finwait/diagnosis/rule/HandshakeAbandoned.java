package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Handshake;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// The caller hangs up before a word was said.
final class HandshakeAbandoned implements Rule {
    @Override
    public Cause cause() {
        return Cause.HANDSHAKE_ABANDONED;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.resetter() == Side.SERVER
                || reading.spoke(Side.CLIENT).isYes()
                || reading.spoke(Side.SERVER).isYes()
                || reading.isReplyToSyn().isYes()
                || reading.closed(Side.CLIENT).isYes()) {
            return Assessment.excluded();
        }
        WireFacts wire = reading.wire();
        if (wire == null) {
            return reading.history().established().isYes() ? Assessment.excluded() : Assessment.weak();
        }
        Handshake handshake = wire.handshake();
        if (handshake.synAck() == null && wire.oneWay()) {
            return handshake.syn() == null ? Assessment.remote() : Assessment.weak();
        }
        if (handshake.synAck() == null || !handshake.synAckFits() || handshake.challenge() != null) {
            return Assessment.excluded();
        }
        Evidence silence = new Evidence(
                "no data was sent by either side", handshake.synAck().packet());
        return handshake.syn() == null
                ? Assessment.fits(Fit.WEAK, () -> List.of(silence))
                : Assessment.fits(Fit.STRONG, () -> List.of(silence, Traces.trigger(reading)));
    }
}
