package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;
import dev.finwait.capture.segment.SegmentBatch;

/// IPv6, RFC 8200.
final class Ipv6Header {
    private static final int LENGTH = 40;
    private static final int DSCP = 0xfc;

    private Ipv6Header() {}

    /// Reads it, and writes what it says to the row.
    ///
    /// @return the [Layer] behind it
    static int read(Frame frame) {
        if (!frame.has(LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int start = frame.position;
        int first = frame.int32(start);
        if (first >>> 28 != 6) {
            return Layer.skip(Skip.BAD_HEADER);
        }
        int second = frame.int32(start + 4);
        int payload = second >>> 16;
        frame.position = start + LENGTH;
        if (payload != 0) {
            // Zero is a jumbogram or an offloaded segment: the wire length tells, then.
            frame.wireEnd = frame.position + payload;
            frame.end = Math.min(frame.end, frame.wireEnd);
        }
        SegmentBatch batch = frame.batch;
        int row = frame.row;
        batch.ttls[row] = (byte) second;
        batch.trafficClasses[row] = (byte) ((first >>> 20) & DSCP);
        batch.options[row] = SegmentBatch.IPV6;
        batch.sourceHigh[row] = frame.int64(start + 8);
        batch.sourceLow[row] = frame.int64(start + 16);
        batch.destinationHigh[row] = frame.int64(start + 24);
        batch.destinationLow[row] = frame.int64(start + 32);
        return IpExtensions.read(frame, (second >>> 8) & 0xff);
    }
}
