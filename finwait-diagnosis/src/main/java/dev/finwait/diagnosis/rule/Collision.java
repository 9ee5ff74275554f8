package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Handshake;
import dev.finwait.diagnosis.facts.Handshake.Previous;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A SYN that meets an older connection: it is answered by a bare ACK, and that by a reset.
final class Collision {
    private Collision() {}

    /// How well it fits that the older connection was in one state.
    static Assessment assess(Reading reading, Previous state) {
        WireFacts wire = reading.wire();
        if (reading.resetter() == Side.SERVER || reading.isReply().isNo()) {
            return Assessment.excluded();
        }
        if (wire == null) {
            return Assessment.weak();
        }
        Handshake handshake = wire.handshake();
        Segment challenge = handshake.challenge();
        if (challenge == null) {
            boolean unseen = wire.oneWay()
                    && handshake.syn() != null
                    && wire.fromClient().segments() == handshake.syns();
            return unseen ? Assessment.remote() : Assessment.excluded();
        }
        boolean unknown = handshake.previous() == Previous.NONE || handshake.previous() == Previous.RESET;
        if (!unknown && handshake.previous() != state) {
            return Assessment.excluded();
        }
        Evidence answer = new Evidence(
                "the server answered the SYN with a bare ACK of another number: it still had an older connection",
                challenge.at().packet());
        Evidence again = Evidence.of(
                handshake.synAgain()
                        ? "the client sent its SYN again afterwards"
                        : "no further SYN of the client was seen");
        if (unknown) {
            return Assessment.fits(state == Previous.LIVE ? Fit.STRONG : Fit.WEAK, () -> List.of(answer, again));
        }
        return Assessment.fits(Fit.PROVEN, () -> List.of(answer, again));
    }
}
