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
        int last = frame.bytes.getInt(start + 12);
        int length = (last >>> 26) & 0x3c;
        int payload = frame.wireEnd - start - length;
        if (length < LENGTH || payload < 0) {
            return Layer.skip(Skip.BAD_HEADER);
        }
        SegmentBatch batch = frame.batch;
        int row = frame.row;
        batch.ports[row] = frame.bytes.getInt(start);
        batch.sequences[row] = frame.bytes.getInt(start + 4);
        batch.acknowledgments[row] = frame.bytes.getInt(start + 8);
        batch.flags[row] = (byte) (last >>> 16);
        batch.windows[row] = (char) last;
        batch.lengths[row] = payload;
        if (length > LENGTH) {
            TcpOptions.read(frame, start + LENGTH, start + length);
        }
        frame.position = start + length;
        PayloadHead.keep(frame);
        return Layer.TCP;
    }
}
