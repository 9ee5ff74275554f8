package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Side;
import org.jspecify.annotations.Nullable;

/// Who had the last word on a connection, and whether it was heard to its end.
final class Last {
    /// An answer of this size or less is usually read in one piece.
    private static final long SMALL = 65_536;

    private Last() {}

    /// The side that sent new data last; null when nobody did or no packets are known.
    static @Nullable Side spoke(Reading reading) {
        Moment client = lastData(reading.sentBy(Side.CLIENT));
        Moment server = lastData(reading.sentBy(Side.SERVER));
        if (client == null || server == null) {
            return client != null ? Side.CLIENT : server != null ? Side.SERVER : null;
        }
        return client.compareTo(server) > 0 ? Side.CLIENT : Side.SERVER;
    }

    /// Whether the server's answer was known to be incomplete when the reset came.
    static boolean isCutShort(Reading reading) {
        Conversation talk = reading.conversation();
        return talk.responseBytesSent() >= 0 && talk.responseBytesExpected() > talk.responseBytesSent();
    }

    /// Whether a client reset behind an answer that it may well have read: complete, or small and
    /// acknowledged.
    static boolean isReadAnswer(Reading reading) {
        Direction server = reading.sentBy(Side.SERVER);
        if (reading.resetter() == Side.SERVER || server == null || server.bytesOutstanding() > 0) {
            return false;
        }
        Conversation talk = reading.conversation();
        if (talk.responseBytesExpected() >= 0) {
            return talk.responseBytesSent() >= talk.responseBytesExpected();
        }
        return talk.protocol() != Conversation.Protocol.TLS && server.bytes() <= SMALL;
    }

    private static @Nullable Moment lastData(@Nullable Direction direction) {
        return direction == null ? null : direction.lastData();
    }
}
