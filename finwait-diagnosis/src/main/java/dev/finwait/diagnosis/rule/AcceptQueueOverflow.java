package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// The server's kernel finished the handshake but had no room for the connection.
final class AcceptQueueOverflow implements Rule {
    @Override
    public Cause cause() {
        return Cause.ACCEPT_QUEUE_OVERFLOW;
    }

    @Override
    public Assessment assess(Reading reading) {
        boolean otherCause = reading.isReply().isNo()
                || reading.resetter() == Side.CLIENT
                || reading.spoke(Side.SERVER).isYes()
                || reading.closed(Side.SERVER).isYes();
        WireFacts wire = reading.wire();
        if (otherCause || (wire != null && (wasUnanswered(wire) || isTaken(wire)))) {
            return Assessment.excluded();
        }
        if ("INVALID_SYN".equals(reading.reason())) {
            return Assessment.fits(
                    Fit.PROVEN, () -> List.of(Evidence.of("the kernel gives that reason where the queue is full")));
        }
        if (wire == null) {
            return Assessment.weak();
        }
        if (wire.handshake().synAck() == null) {
            return Assessment.remote();
        }
        boolean repeated = wire.handshake().synAcks() > 1
                || wire.fromClient().retransmissions().run() > 0;
        Evidence silent = Evidence.of("the server sent nothing after its SYN-ACK"
                + (repeated ? ", and packets of the client had to be repeated" : ""));
        // By default a kernel keeps quiet until there is room; that it resets at once has to be set.
        return Assessment.fits(repeated ? Fit.STRONG : Fit.WEAK, () -> List.of(silent, Traces.trigger(reading)));
    }

    /// Whether the server is known not to have answered the SYN.
    private static boolean wasUnanswered(WireFacts wire) {
        return wire.handshake().synAck() == null && wire.handshake().syn() != null;
    }

    /// Only a connection that found room acknowledges data.
    private static boolean isTaken(WireFacts wire) {
        return wire.fromClient().bytesAcknowledged() > 0;
    }
}
