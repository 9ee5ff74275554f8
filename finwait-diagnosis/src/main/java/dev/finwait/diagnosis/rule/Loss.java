package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Harm;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/// What an application lost.
///
/// @param harm whether it did
/// @param bytes how many bytes at least; empty when it cannot be told
record Loss(Harm harm, OptionalLong bytes) {
    private static final Loss NOTHING = new Loss(Harm.NONE, OptionalLong.of(0));

    private static final Set<Cause> HARMLESS = EnumSet.of(
            Cause.PORT_CLOSED,
            Cause.HANDSHAKE_ABANDONED,
            Cause.UNSOLICITED_SYN_ACK,
            Cause.TIME_WAIT_COLLISION,
            Cause.BLIND_ATTEMPT);

    /// Causes that say by themselves that something which had arrived was thrown away unread.
    private static final Set<Cause> UNREAD = EnumSet.of(
            Cause.CLOSE_WITH_UNREAD, Cause.EARLY_RESPONSE, Cause.HALF_CLOSE_THEN_UNREAD, Cause.LISTENER_CLOSED);

    static Loss of(Reading reading, Cause cause, Confidence confidence) {
        if (HARMLESS.contains(cause)) {
            return NOTHING;
        }
        WireFacts wire = reading.wire();
        if (wire == null) {
            return unread(reading, cause, confidence);
        }
        if (cause == Cause.HALF_OPEN_RECONNECT) {
            // What the old connection had under way is not known, and what comes now belongs to the new one.
            return new Loss(Harm.POSSIBLE, OptionalLong.empty());
        }
        Direction toResetter = wire.from(reading.other());
        Direction fromResetter = wire.from(reading.resetter());
        if (cause == Cause.LISTENER_CLOSED && toResetter.bytes() > 0) {
            return new Loss(Harm.LOST, OptionalLong.of(toResetter.bytes()));
        }
        long undelivered = toResetter.bytesOutstanding() + held(reading, fromResetter);
        if (undelivered > 0) {
            return new Loss(Harm.LOST, OptionalLong.of(undelivered));
        }
        if (UNREAD.contains(cause)) {
            return unread(reading, cause, confidence);
        }
        if (wire.aftermath().dataFromResetter() > 0) {
            return new Loss(Harm.LOST, OptionalLong.empty());
        }
        return isComplete(reading) ? NOTHING : new Loss(Harm.POSSIBLE, OptionalLong.empty());
    }

    /// Bytes that the resetting side had sent and the other had not got when it drew a reply reset, by
    /// its own ACK.
    private static long held(Reading reading, Direction fromResetter) {
        return reading.isReply().isYes() && fromResetter.bytesOutstanding() > 0 ? Late.missing(reading) : 0;
    }

    /// What lay unread in the socket that was closed: lost for sure where the kernel saw it there, or the cause says
    /// it.
    private static Loss unread(Reading reading, Cause cause, Confidence confidence) {
        Closing closing = reading.kernel() == null ? null : reading.kernel().closing();
        if (closing != null && closing.unread() > 0) {
            return new Loss(Harm.LOST, OptionalLong.of(closing.unread()));
        }
        boolean thrownAway = UNREAD.contains(cause) && confidence == Confidence.CERTAIN;
        return new Loss(thrownAway ? Harm.LOST : Harm.POSSIBLE, OptionalLong.empty());
    }

    /// Whether both sides had everything: all was acknowledged, and no question was left without its
    /// answer.
    private static boolean isComplete(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null
                || wire.fromClient().bytesOutstanding() > 0
                || wire.fromServer().bytesOutstanding() > 0
                || wire.oneWay()) {
            return false;
        }
        Conversation talk = wire.conversation();
        if (talk.protocol() == Conversation.Protocol.HTTP1) {
            return talk.requests() == talk.responses()
                    && Last.spoke(reading) == Side.SERVER
                    && isUploaded(talk)
                    && !Last.isCutShort(reading);
        }
        boolean nothingSaid =
                wire.fromClient().bytes() == 0 && wire.fromServer().bytes() == 0;
        boolean bothClosed = reading.closed(Side.CLIENT).isYes()
                && reading.closed(Side.SERVER).isYes();
        return nothingSaid || bothClosed || (reading.isActive().isYes() && Last.spoke(reading) == Side.SERVER);
    }

    /// Whether the body of the last request is known to have been sent to its end.
    private static boolean isUploaded(Conversation talk) {
        long expected = talk.requestBytesExpected();
        return expected == 0 || (expected > 0 && talk.requestBytesSent() >= expected);
    }
}
