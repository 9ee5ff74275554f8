package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;
import dev.finwait.capture.segment.SegmentBatch;

/// IPv6 with its extension headers, RFC 8200.
final class Ipv6Header {
    private static final int LENGTH = 40;
    private static final int DSCP = 0xfc;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;
    private static final int MOBILITY = 135;

    private static final int EXTENSION_UNIT = 8;
    private static final int MORE_FRAGMENTS = 1;
    private static final int FRAGMENT_OFFSET = 0xfff8;

    private Ipv6Header() {}

    /// Reads it, and writes what it says to the row.
    ///
    /// @return the [Layer] behind it
    static int read(Frame frame) {
        if (!frame.has(LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int start = frame.position;
        int first = frame.bytes.getInt(start);
        if (first >>> 28 != 6) {
            return Layer.skip(Skip.BAD_HEADER);
        }
        int second = frame.bytes.getInt(start + 4);
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
        batch.sourceHigh[row] = frame.bytes.getLong(start + 8);
        batch.sourceLow[row] = frame.bytes.getLong(start + 16);
        batch.destinationHigh[row] = frame.bytes.getLong(start + 24);
        batch.destinationLow[row] = frame.bytes.getLong(start + 32);
        return behindExtensions(frame, (second >>> 8) & 0xff);
    }

    private static int behindExtensions(Frame frame, int first) {
        int next = first;
        while (true) {
            int unit = switch (next) {
                case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION, MOBILITY -> EXTENSION_UNIT;
                case AUTHENTICATION -> EXTENSION_UNIT / 2;
                default -> 0;
            };
            if (unit == 0) {
                return Layer.IP | next;
            }
            if (!frame.has(EXTENSION_UNIT)) {
                return Layer.skip(Skip.CUT_SHORT);
            }
            int header = frame.bytes.getInt(frame.position);
            if (next == FRAGMENT && (header & FRAGMENT_OFFSET) != 0) {
                return Layer.skip(Skip.FRAGMENT);
            }
            if (next == FRAGMENT) {
                frame.firstFragment |= (header & MORE_FRAGMENTS) != 0;
            }
            // The fragment header has no length; that of authentication counts in half units, RFC 4302 2.2.
            int units = next == FRAGMENT ? 0 : (header >>> 16) & 0xff;
            frame.position += next == AUTHENTICATION ? (units + 2) * unit : (units + 1) * unit;
            next = header >>> 24;
        }
    }
}
