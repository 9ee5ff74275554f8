package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;
import dev.finwait.capture.segment.SegmentBatch;

/// TCP, RFC 9293 3.1.
final class TcpHeader {
    private static final int LENGTH = 20;

    private TcpHeader() {}

    /// Reads it, and writes it to the row.
    ///
    /// @return [Layer#TCP], or why it is left out
    static int read(Frame frame) {
        int start = frame.position;
        if (!frame.has(LENGTH)) {
            return Layer.skip(frame.wireEnd - start < LENGTH ? Skip.BAD_HEADER : Skip.CUT_SHORT);
        }
        long second = frame.int64(start + 8);
        int last = (int) second;
        int length = (last >>> 26) & 0x3c;
        int payload = frame.wireEnd - start - length;
        if (length < LENGTH || payload < 0) {
            return Layer.skip(Skip.BAD_HEADER);
        }
        SegmentBatch batch = frame.batch;
        int row = frame.row;
        long first = frame.int64(start);
        batch.ports[row] = (int) (first >>> 32);
        batch.sequences[row] = (int) first;
        batch.acknowledgments[row] = (int) (second >>> 32);
        batch.flags[row] = (byte) (last >>> 16);
        batch.windows[row] = (char) last;
        batch.lengths[row] = payload;
        if (length > LENGTH) {
            TcpOptions.read(frame, start + LENGTH, start + length);
        }
        frame.position = start + length;
        MessageStart.read(frame);
        return Layer.TCP;
    }
}
