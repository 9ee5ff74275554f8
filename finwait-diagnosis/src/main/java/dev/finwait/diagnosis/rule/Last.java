package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who had the last word on a connection, and whether it was heard to its end.
final class Last {
    /// An answer of this size or less is usually read in one piece.
    private static final long SMALL = 16_384;

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

    /// Whether the side that reset had spoken last, and nothing came after that it could have left unread.
    static boolean isHeardOut(Reading reading) {
        Direction other = reading.sentBy(reading.other());
        return other != null && other.bytesOutstanding() == 0 && spoke(reading) == reading.resetter();
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
        return talk.protocol() != Protocol.TLS && isSmall(reading);
    }

    /// Why that answer may have been read.
    static Evidence readAnswer(Reading reading) {
        boolean whole = reading.conversation().responseBytesExpected() >= 0;
        return Evidence.of((whole ? "the answer had arrived whole" : "the answer was small and had arrived")
                + ", so the client had probably read it");
    }

    /// Whether a TLS client reset: the session tickets that a TLS 1.3 server sends after the handshake
    /// often lie unread until the client closes (RFC 8446 4.6.1).
    static boolean mayHaveTickets(Reading reading) {
        return reading.resetter() == Side.CLIENT && reading.conversation().protocol() == Protocol.TLS;
    }

    /// Whether the side that was reset had sent little since the other one last spoke. It is counted by its numbers,
    /// for the story leaves packets out. One that does not reach back so far holds the end of something large.
    private static boolean isSmall(Reading reading) {
        WireFacts wire = reading.wire();
        List<Segment> story = wire == null ? List.of() : wire.story();
        Moment reset = reading.facts().resetAt();
        long bytes = 0;
        long end = 0;
        for (int i = story.size() - 1; i >= 0; i--) {
            Segment segment = story.get(i);
            if (segment.at().compareTo(reset) < 0 && segment.length() > 0) {
                if (segment.from() == reading.resetter()) {
                    return end - segment.acknowledgment() <= SMALL;
                }
                bytes += segment.length();
                end = Math.max(end, segment.sequence() + segment.length());
            }
        }
        return bytes <= SMALL && bytes == bytesOf(reading.sentBy(reading.other()));
    }

    private static long bytesOf(@Nullable Direction direction) {
        return direction == null ? 0 : direction.bytes();
    }

    private static @Nullable Moment lastData(@Nullable Direction direction) {
        return direction == null ? null : direction.lastData();
    }
}
