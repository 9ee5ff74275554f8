package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;

/// What the causes of the family late have in common: data met an end that had closed, and a reply
/// reset came back.
final class Late {
    /// A sender waits rather than send less than a full segment (RFC 9293 3.8.6.2.1).
    private static final long ONE_SEGMENT = 1_460;

    private Late() {}

    /// Whether it cannot be one of the family: no reply to data, or the resetting side had not closed.
    static boolean isOut(Reading reading) {
        return reading.isReply().isNo()
                || reading.isTriggeredByData().isNo()
                || reading.closed(reading.resetter()).isNo();
    }

    /// Whether nothing tells that the resetting side had closed: no FIN was seen, and no reason of a kernel
    /// stands for one.
    static boolean isGuess(Reading reading) {
        return reading.closed(reading.resetter()) == Answer.UNKNOWN && !KernelWord.isKnown(reading.reason());
    }

    /// Whether the sender of the late data had received the FIN when it sent: then its acknowledgment
    /// number, which the reset repeats as its sequence number, counts the FIN (RFC 9293 3.10.7.4: an
    /// ACK is sent for a FIN, and every segment carries the newest one).
    static Answer hadSeenFin(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire != null
                && wire.from(reading.resetter()).fin() != null
                && reading.isReply().isYes()) {
            Long gap = wire.reset().sequenceGap();
            return gap == null ? Answer.UNKNOWN : Answer.of(gap >= 0);
        }
        // Only a socket whose FIN is acknowledged becomes the small one that gives this reason.
        boolean seen = "TCP_TIMEWAIT_SOCKET".equals(reading.reason())
                || reading.finAcknowledged(reading.resetter()).isYes();
        return seen ? Answer.YES : Answer.UNKNOWN;
    }

    /// Whether the other side had spoken last when the resetting one closed, although that one does answer
    /// here, as all servers of HTTP do. Then the connection was not idle, and what still came was no new question.
    static boolean wasUnanswered(Reading reading) {
        Direction closer = reading.sentBy(reading.resetter());
        Direction other = reading.sentBy(reading.other());
        Moment heard = other == null ? null : other.dataAtOtherEnd();
        Moment said = closer == null ? null : closer.lastData();
        boolean answers = said != null
                || Silence.wasIdle(reading).isNo()
                || reading.conversation().protocol() == Protocol.HTTP1;
        return heard != null && answers && (said == null || heard.compareTo(said) > 0);
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

    /// Whether the resetting side could not send all it had because the other's window was full: its last
    /// data reached the end of the window that was offered last before the trigger (RFC 9293 3.8.6), or
    /// its answer was in the middle.
    static Answer wasHeldUp(Reading reading) {
        Segment trigger = reading.trigger();
        if (reading.wire() == null || trigger == null) {
            return Answer.NO;
        }
        if (reading.resetter() == Side.SERVER && Last.isCutShort(reading)) {
            return Answer.YES;
        }
        if (!reading.wire().handshake().windowsKnown()) {
            return Answer.UNKNOWN;
        }
        long sent = -1;
        long edge = -1;
        for (Segment segment : reading.wire().story()) {
            if (segment.at().compareTo(trigger.at()) < 0) {
                if (segment.from() == reading.resetter()) {
                    sent = Math.max(sent, segment.sequence() + segment.length());
                } else if (segment.has(Segment.ACK)) {
                    edge = segment.acknowledgment() + segment.window();
                }
            }
        }
        return Answer.of(sent > 0 && edge >= 0 && edge - sent < ONE_SEGMENT);
    }
}
