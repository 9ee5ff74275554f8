package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;

/// What the causes of the family late have in common: data met an end that had closed, and a reply
/// reset came back.
final class Late {
    private Late() {}

    /// Whether it cannot be one of the family: no reply to data, or the resetting side had not closed.
    static boolean isOut(Reading reading) {
        return reading.isReply().isNo()
                || reading.isTriggeredByData().isNo()
                || reading.closed(reading.resetter()).isNo();
    }

    /// Whether the sender of the late data had received the FIN when it sent: then its acknowledgment
    /// number, which the reset repeats as its sequence number, counts the FIN (RFC 9293 3.10.7.4: an
    /// ACK is sent for a FIN, and every segment carries the newest one).
    static Answer hadSeenFin(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire != null
                && wire.reset().sequenceGap() != null
                && reading.isReply().isYes()) {
            return Answer.of(wire.reset().sequenceGap() >= 0);
        }
        // Only a socket whose FIN is acknowledged becomes the small one that gives this reason.
        boolean seen = "TCP_TIMEWAIT_SOCKET".equals(reading.reason())
                || reading.finAcknowledged(reading.resetter()).isYes();
        return seen ? Answer.YES : Answer.UNKNOWN;
    }

    /// Bytes of the closing side that the other had not received when it sent the late data, the FIN
    /// not counted.
    static long missing(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null || wire.reset().sequenceGap() == null) {
            return 0;
        }
        long fin = wire.from(reading.resetter()).fin() == null ? 0 : 1;
        return Math.max(0, -wire.reset().sequenceGap() - fin);
    }

    /// That the number of the reset tells whether the FIN had arrived.
    static Evidence number(Reading reading) {
        Segment trigger = reading.trigger();
        long packet = trigger == null ? 0 : trigger.at().packet();
        String other = "the " + reading.other().id();
        return switch (hadSeenFin(reading)) {
            case YES -> new Evidence(other + " had received the FIN when it sent: its ACK counts it", packet);
            case NO ->
                new Evidence(other + " had not received the FIN when it sent: its ACK does not count it", packet);
            case UNKNOWN -> Evidence.of("whether " + other + " had received the FIN is not known");
        };
    }
}
