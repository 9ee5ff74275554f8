package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// How the connection was set up, as far as it was seen.
///
/// @param syn the first SYN; null when it was not seen
/// @param syns how many SYNs of this connection were seen
/// @param synAck the first SYN-ACK; null when none was seen
/// @param synAcks how many SYN-ACKs were seen
/// @param completed the client's ACK of the SYN-ACK, or its first data; null when it was not seen
/// @param synAckFits whether the SYN-ACK acknowledged the SYN and echoed its timestamp; true where
///     either was not seen
/// @param windowsKnown whether both SYNs were captured with their options, so that the windows of later
///     segments are in bytes (RFC 7323 2.2)
/// @param joins whether the SYN asks to be a further path of a Multipath TCP connection (RFC 8684 3.2)
/// @param challenge a bare ACK with another number that answered the SYN (RFC 5961 4); null when there
///     was none
/// @param synAgain whether the same SYN was sent once more after the first reset
/// @param previous what was known of an earlier connection with the same addresses and ports
public record Handshake(
        @Nullable Moment syn,
        int syns,
        @Nullable Moment synAck,
        int synAcks,
        @Nullable Moment completed,
        boolean synAckFits,
        boolean windowsKnown,
        boolean joins,
        @Nullable Segment challenge,
        boolean synAgain,
        Previous previous) {
    /// An earlier connection of the same address pair in the same capture.
    public enum Previous {
        /// None was seen.
        NONE,

        /// It had not ended.
        LIVE,

        /// Both sides had sent FIN, so one of them kept it in TIME_WAIT.
        CLOSED,

        /// It had been reset.
        RESET
    }

    /// Whether both SYN and SYN-ACK were seen and the client answered.
    ///
    /// @return whether the handshake was seen to be complete
    public boolean isComplete() {
        return syn != null && synAck != null && completed != null;
    }
}
