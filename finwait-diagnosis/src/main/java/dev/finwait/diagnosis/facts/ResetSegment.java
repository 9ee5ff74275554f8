package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// One packet with RST.
///
/// @param segment the segment itself
/// @param sequenceGap its sequence number minus the next one expected of its sender; null when nothing
///     was known of the sender before. Negative: the past, as in replies to acknowledgments that are
///     behind
/// @param acknowledgmentGap the next sequence number of the other side minus its acknowledgment number:
///     bytes of the other side that had not arrived; null without ACK or when nothing was known of the
///     other side
/// @param strayAcknowledgment whether it has an acknowledgment number other than 0 although ACK is not
///     set
/// @param options whether the TCP header has options
/// @param timestamps whether it has the timestamp option
/// @param ttl its TTL or hop limit
/// @param ipId its IP identification; -1 for IPv6
/// @param dontFragment whether it has the DF bit; false for IPv6
/// @param trafficClass its DSCP bits
/// @param mptcpReason the reason byte of an MP_TCPRST option (RFC 8684 3.6); null without one
/// @param trigger the segment of the other side that it answers by its numbers; null when none fits
public record ResetSegment(
        Segment segment,
        @Nullable Long sequenceGap,
        @Nullable Long acknowledgmentGap,
        boolean strayAcknowledgment,
        boolean options,
        boolean timestamps,
        int ttl,
        int ipId,
        boolean dontFragment,
        int trafficClass,
        @Nullable Integer mptcpReason,
        @Nullable Segment trigger) {
    /// When it was captured.
    ///
    /// @return the moment
    public Moment at() {
        return segment.at();
    }

    /// Who sent it, or seems to have.
    ///
    /// @return the side
    public Side from() {
        return segment.from();
    }
}
