package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.ResetSegment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Shape;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.facts.WireFacts;
import org.jspecify.annotations.Nullable;

/// One connection as the rules ask about it, whichever source knows the answer.
final class Reading {
    /// A close takes no longer than this between giving up its connection and sending the reset.
    private static final long ONE_CLOSE = 1_000_000L;

    private final ConnectionFacts facts;
    private final Side resetter;
    private final History history;
    private final @Nullable ResetSegment decisive;
    private final @Nullable Shape shape;
    private final @Nullable String reason;

    /// Every rule asks for these two.
    private final Answer clientClosed;

    private final Answer serverClosed;

    Reading(ConnectionFacts facts) {
        this.facts = facts;
        resetter = resetterOf(facts);
        history = new History(facts.kernel());
        decisive = decisiveOf(facts.wire());
        shape = facts.wire() == null || decisive == null ? null : facts.wire().shape(decisive);
        reason = reasonOf(facts.wire());
        clientClosed = hasClosed(Side.CLIENT);
        serverClosed = hasClosed(Side.SERVER);
    }

    /// While one CPU closes a socket, another may already answer what arrives for it, so that a reply comes
    /// just before the active reset that tells why.
    private static @Nullable ResetSegment decisiveOf(@Nullable WireFacts wire) {
        if (wire == null) {
            return null;
        }
        ResetSegment first = wire.reset();
        if (wire.shape(first) == Shape.REPLY && wire.from(first.from()).fin() == null) {
            for (ResetSegment later : wire.later()) {
                boolean soon = later.at().nanosSince(first.at()) < ONE_CLOSE;
                if (soon && later.from() == first.from() && wire.shape(later) == Shape.ACTIVE) {
                    return later;
                }
            }
        }
        return first;
    }

    private static Side resetterOf(ConnectionFacts facts) {
        KernelFacts kernel = facts.kernel();
        if (facts.wire() != null) {
            return facts.wire().reset().from();
        }
        if (kernel != null && kernel.sent() != null) {
            return kernel.sent().from();
        }
        return kernel != null && kernel.local() == Side.SERVER ? Side.CLIENT : Side.SERVER;
    }

    ConnectionFacts facts() {
        return facts;
    }

    /// The packets; null when none were captured.
    @Nullable
    WireFacts wire() {
        return facts.wire();
    }

    /// The kernel's word; null when none was asked.
    @Nullable
    KernelFacts kernel() {
        return facts.kernel();
    }

    Surroundings around() {
        return facts.surroundings();
    }

    /// The side that sent the reset, or in whose name it was sent.
    Side resetter() {
        return resetter;
    }

    /// The side that received it.
    Side other() {
        return resetter.other();
    }

    /// The reset as the kernel of its sender tells it; null when that kernel was not asked or says
    /// nothing.
    @Nullable
    SentReset sent() {
        KernelFacts kernel = facts.kernel();
        return kernel == null ? null : kernel.sent();
    }

    /// The kernel's reason; null when it is not known, or is that of a reply which another reset explains.
    @Nullable
    String reason() {
        return reason;
    }

    private @Nullable String reasonOf(@Nullable WireFacts wire) {
        SentReset sent = sent();
        if (sent == null) {
            return null;
        }
        boolean ofAnother = wire != null && !wire.reset().equals(decisive);
        return ofAnother ? null : sent.reason();
    }

    /// The reset that tells most; null without packets.
    @Nullable
    ResetSegment decisive() {
        return decisive;
    }

    /// Its look; null without packets.
    @Nullable
    Shape shape() {
        return shape;
    }

    /// What a side sent, by the packets; null without packets.
    @Nullable
    Direction sentBy(Side side) {
        return facts.wire() == null ? null : facts.wire().from(side);
    }

    Conversation conversation() {
        return facts.wire() == null ? Conversation.UNKNOWN : facts.wire().conversation();
    }

    /// Whether somebody ended a live socket: RST with ACK in its place.
    Answer isActive() {
        return isShape(Shape.ACTIVE, Shape.ACTIVE_UNUSUAL);
    }

    /// Whether it answers a segment of a connection that the answering end does not have.
    Answer isReply() {
        return isShape(Shape.REPLY, Shape.REPLY);
    }

    /// Whether it answers a SYN.
    Answer isReplyToSyn() {
        return isShape(Shape.REPLY_TO_SYN, Shape.REPLY_TO_SYN);
    }

    private Answer isShape(Shape one, Shape another) {
        if (shape == null || shape == Shape.UNUSUAL) {
            return Answer.UNKNOWN;
        }
        return Answer.of(shape == one || shape == another);
    }

    /// The segment that drew the reset; null when there is none or no packets.
    @Nullable
    Segment trigger() {
        return facts.wire() == null ? null : facts.wire().reset().trigger();
    }

    /// Whether data of the other side drew the reset. A reply always answers something, which may be too far
    /// back where much is under way.
    Answer isTriggeredByData() {
        if (facts.wire() == null) {
            return Answer.UNKNOWN;
        }
        Segment trigger = trigger();
        if (trigger == null) {
            return isReply().isYes() ? Answer.UNKNOWN : Answer.NO;
        }
        // A FIN that arrives comes behind data that did not.
        boolean behindData =
                trigger.has(Segment.FIN) && facts.wire().from(trigger.from()).bytesOutstanding() > 0;
        return Answer.of(trigger.length() > 0 || behindData);
    }

    /// Whether a SYN-ACK drew the reset.
    Answer isTriggeredBySynAck() {
        if (facts.wire() == null) {
            return Answer.UNKNOWN;
        }
        Segment trigger = trigger();
        return Answer.of(trigger != null && trigger.has(Segment.SYN) && trigger.has(Segment.ACK));
    }

    /// Whether a side had sent its FIN before the reset.
    Answer closed(Side side) {
        return side == Side.CLIENT ? clientClosed : serverClosed;
    }

    private Answer hasClosed(Side side) {
        WireFacts wire = facts.wire();
        Answer byKernel = history.closed(side);
        if (wire == null || byKernel.isYes()) {
            return byKernel;
        }
        Direction direction = wire.from(side);
        if (direction.fin() != null) {
            return Answer.YES;
        }
        boolean wouldBeSeen = wire.handshake().syn() != null || direction.dataSegments() > 0;
        return wouldBeSeen && !isUnseen(side) ? Answer.NO : byKernel;
    }

    /// Whether the other end had acknowledged a side's FIN before the reset.
    Answer finAcknowledged(Side side) {
        Direction direction = sentBy(side);
        if (direction != null && direction.fin() != null) {
            boolean seen = direction.finAcknowledged() != null;
            return seen || !isUnseen(side.other()) ? Answer.of(seen) : Answer.UNKNOWN;
        }
        return history.finAcknowledged(side);
    }

    /// Whether the side that reset had received the other's FIN: an active reset acknowledges all that its
    /// side had.
    Answer hadReceivedFin() {
        Answer sent = closed(other());
        Long gap = decisive == null ? null : decisive.acknowledgmentGap();
        return sent.isYes() && gap != null ? Answer.of(gap <= 0) : sent;
    }

    /// Whether a side had ever sent data.
    Answer spoke(Side side) {
        WireFacts wire = facts.wire();
        if (wire == null) {
            return Answer.UNKNOWN;
        }
        if (wire.from(side).bytes() > 0) {
            return Answer.YES;
        }
        return wire.handshake().syn() != null && !isUnseen(side) ? Answer.NO : Answer.UNKNOWN;
    }

    /// Whether the connection was set up by the eyes of the capture or the kernel.
    Answer established() {
        WireFacts wire = facts.wire();
        if (wire == null) {
            return history.established();
        }
        if (wire.handshake().isComplete()
                || (wire.fromClient().bytes() > 0 && wire.fromServer().bytes() > 0)) {
            return Answer.YES;
        }
        return wire.handshake().syn() != null && !wire.oneWay() ? Answer.NO : Answer.UNKNOWN;
    }

    /// Whether packets of a side are missing because only the other direction was captured.
    private boolean isUnseen(Side side) {
        WireFacts wire = facts.wire();
        return wire != null && wire.oneWay() && wire.from(side).isSilent();
    }

    History history() {
        return history;
    }
}
