package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// What one side sent, as it was right before the connection's first reset.
///
/// Bytes are counted by sequence numbers, so retransmissions count once. RST packets do not count.
///
/// @param segments the packets seen from this side
/// @param dataSegments those of them with payload, retransmissions and keep-alive probes left out
/// @param bytes the bytes of payload sent up to the highest sequence number
/// @param bytesAcknowledged how many of them the other side acknowledged, by its packets or by the
///     reset itself
/// @param first when its first packet was seen; null when none was
/// @param last when its last packet before the reset was seen; null when none was
/// @param firstData when its first new data was seen; null when none was
/// @param lastData when its last new data was seen; null when none was
/// @param dataAtOtherEnd when the last data arrived of which the other side can know, by its ACKs; null
///     when none
/// @param fin when its first FIN was seen; null when none was
/// @param finAcknowledged when the other side acknowledged that FIN; null when it did not
/// @param window the window it offered last, in bytes; -1 when no packet was seen
/// @param retransmissions its retransmissions
/// @param probes its keep-alive probes
/// @param traits what its packets have in common
public record Direction(
        long segments,
        long dataSegments,
        long bytes,
        long bytesAcknowledged,
        @Nullable Moment first,
        @Nullable Moment last,
        @Nullable Moment firstData,
        @Nullable Moment lastData,
        @Nullable Moment dataAtOtherEnd,
        @Nullable Moment fin,
        @Nullable Moment finAcknowledged,
        long window,
        Retransmissions retransmissions,
        Probes probes,
        PacketTraits traits) {
    /// Whether nothing at all was seen of this side.
    ///
    /// @return whether no packet was seen
    public boolean isSilent() {
        return segments == 0;
    }

    /// Bytes sent that nobody acknowledged.
    ///
    /// @return the bytes, at least 0
    public long bytesOutstanding() {
        return Math.max(0, bytes - bytesAcknowledged);
    }

    /// Repetitions of data, FIN or SYN that had been sent before.
    ///
    /// @param count all of them
    /// @param run those at the end, without a packet of the other side in between
    /// @param runSince when what is repeated at the end was sent first; null without a run
    /// @param runLast the last of the run; null without a run
    public record Retransmissions(
            long count,
            int run,
            @Nullable Moment runSince,
            @Nullable Moment runLast) {
        /// None at all.
        public static final Retransmissions NONE = new Retransmissions(0, 0, null, null);
    }

    /// Segments with at most one byte, one before the next number: RFC 9293 3.8.4.
    ///
    /// @param unanswered those at the end, without a packet of the other side after them
    /// @param intervalNanos the time between the last two of them; 0 with fewer than two
    /// @param last the last unanswered one; null without one
    public record Probes(
            int unanswered, long intervalNanos, @Nullable Moment last) {
        /// None at all.
        public static final Probes NONE = new Probes(0, 0, null);
    }
}
