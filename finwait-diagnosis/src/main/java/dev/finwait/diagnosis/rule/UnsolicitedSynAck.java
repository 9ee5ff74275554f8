package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A SYN-ACK to somebody who never sent a SYN.
final class UnsolicitedSynAck implements Rule {
    @Override
    public Cause cause() {
        return Cause.UNSOLICITED_SYN_ACK;
    }

    @Override
    public Assessment assess(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null) {
            return reading.resetter() == Side.CLIENT && reading.established() == Answer.UNKNOWN
                    ? Assessment.weak()
                    : Assessment.excluded();
        }
        return reading.isTriggeredBySynAck().isYes() && wire.handshake().syn() == null
                ? Assessment.fits(
                        Fit.GOOD,
                        () -> List.of(Evidence.of("no SYN of this connection was seen"), Traces.trigger(reading)))
                : Assessment.excluded();
    }
}
