package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// What happened on the connection after its first reset.
///
/// @param resets further packets with RST, from either side
/// @param resetsFromOther those of them that the other side sent
/// @param dataFromResetter segments with new payload or FIN that the side which sent the reset sent
///     afterwards: after a reset of its own an endpoint sends nothing any more
/// @param segmentsFromResetter all its segments without RST afterwards
/// @param firstFromResetter the first of these; null when there was none
/// @param segmentsFromOther segments without RST of the other side afterwards, those in flight included
/// @param progressed whether each side acknowledged new data of the other afterwards: the connection
///     lives
/// @param challengeAcks bare ACKs with which the receiver answered a reset that was not exact (RFC 5961
///     3)
public record Aftermath(
        long resets,
        long resetsFromOther,
        long dataFromResetter,
        long segmentsFromResetter,
        @Nullable Moment firstFromResetter,
        long segmentsFromOther,
        boolean progressed,
        int challengeAcks) {
    /// Nothing was seen afterwards.
    public static final Aftermath NONE = new Aftermath(0, 0, 0, 0, null, 0, false, 0);
}
