package dev.finwait.capture.flow.connection;

import dev.finwait.capture.segment.SegmentBatch;

/// A segment that was taken out of its batch, because it is worth an object: a reset, what followed it,
/// or part of a story that somebody asked for. Numbers are those of the header.
///
/// @param nanos when it was captured
/// @param packet its number in the capture
/// @param fromClient who sent it
/// @param flags its flags
/// @param sequence its sequence number
/// @param acknowledgment its acknowledgment number, whether it holds or not
/// @param length bytes of payload
/// @param window its window
/// @param options bits of [SegmentBatch#options]
/// @param ttl its TTL or hop limit
/// @param ipId its IP identification; -1 for IPv6
/// @param trafficClass its DSCP bits
/// @param mptcpReason the reason byte of its MP_TCPRST; -1 without one
public record Row(
        long nanos,
        long packet,
        boolean fromClient,
        int flags,
        int sequence,
        int acknowledgment,
        int length,
        int window,
        int options,
        int ttl,
        int ipId,
        int trafficClass,
        int mptcpReason) {
    /// Copies a segment.
    ///
    /// @param batch where it is
    /// @param row which it is
    /// @param fromClient who sent it
    /// @param nanos when
    /// @return the copy
    public static Row of(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        int options = batch.options[row];
        return new Row(
                nanos,
                batch.packets[row],
                fromClient,
                batch.flags[row] & 0xff,
                batch.sequences[row],
                batch.acknowledgments[row],
                batch.lengths[row],
                batch.windows[row],
                options,
                batch.ttls[row] & 0xff,
                (options & SegmentBatch.IPV6) == 0 ? batch.ipIds[row] : -1,
                batch.trafficClasses[row] & 0xff,
                (options & SegmentBatch.HAS_MPTCP_RESET) == 0 ? -1 : batch.mptcpReasons[row] & 0xff);
    }

    /// Whether a flag is set.
    ///
    /// @param flag a bit of [Segment]
    /// @return whether it is
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// Whether an option bit is set.
    ///
    /// @param option a bit of [SegmentBatch]
    /// @return whether it is
    public boolean hasOption(int option) {
        return (options & option) != 0;
    }
}
