package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;
import dev.finwait.capture.segment.SegmentBatch;

/// IPv4, RFC 791.
final class Ipv4Header {
    private static final int LENGTH = 20;
    /// The upper half of an IPv4 address that is written as an IPv6 one, RFC 4291 2.5.5.2.
    private static final long MAPPED = 0x0000ffff_00000000L;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int DSCP = 0xfc;

    private Ipv4Header() {}

    /// Reads it, and writes what it says to the row.
    ///
    /// @return the [Layer] behind it
    static int read(Frame frame) {
        if (!frame.has(LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int start = frame.position;
        long beginning = frame.int64(start);
        int first = (int) (beginning >>> 32);
        int length = (first >>> 22) & 0x3c;
        int total = first & 0xffff;
        // Offloaded segments of more than 64 KiB are captured with zero here: the wire length tells, then.
        int end = total == 0 ? frame.wireEnd : start + total;
        if (first >>> 28 != 4 || length < LENGTH || end < start + length) {
            return Layer.skip(Skip.BAD_HEADER);
        }
        int identification = (int) beginning;
        if ((identification & FRAGMENT_OFFSET) != 0) {
            return Layer.skip(Skip.FRAGMENT);
        }
        frame.firstFragment |= (identification & MORE_FRAGMENTS) != 0;
        frame.position = start + length;
        frame.wireEnd = end;
        frame.end = Math.min(frame.end, end);
        SegmentBatch batch = frame.batch;
        int row = frame.row;
        int hops = frame.u16(start + 8);
        batch.ttls[row] = (byte) (hops >>> 8);
        batch.trafficClasses[row] = (byte) ((first >>> 16) & DSCP);
        batch.ipIds[row] = (char) (identification >>> 16);
        batch.options[row] = (byte) ((identification & DONT_FRAGMENT) != 0 ? SegmentBatch.DONT_FRAGMENT : 0);
        batch.sourceHigh[row] = 0;
        long addresses = frame.int64(start + 12);
        batch.sourceLow[row] = MAPPED | addresses >>> 32;
        batch.destinationHigh[row] = 0;
        batch.destinationLow[row] = MAPPED | (addresses & 0xffff_ffffL);
        return Layer.IP | (hops & 0xff);
    }
}
