package dev.finwait.capture.decode;

import dev.finwait.capture.segment.SegmentBatch;

/// The TLS records that begin in a payload, RFC 8446 5.1.
final class TlsRecords {
    private static final int HEADER = 5;
    private static final int MAJOR_VERSION = 3;
    private static final int ALERT = 21;

    /// An alert of two bytes is readable, a longer one is encrypted: RFC 8446 6.
    private static final int PLAIN_ALERT = 2;

    private TlsRecords() {}

    /// Walks over them, and writes to the row which alert was the last.
    ///
    /// @param end where what was captured ends
    /// @return what the payload is
    static byte read(Frame frame, int end) {
        byte message = SegmentBatch.NO_MESSAGE;
        short alert = SegmentBatch.NO_ALERT;
        int at = frame.position;
        while (at + HEADER <= end && frame.u8(at + 1) == MAJOR_VERSION) {
            message = SegmentBatch.TLS;
            int length = frame.u16(at + 3);
            if (frame.u8(at) == ALERT) {
                boolean readable = length == PLAIN_ALERT && at + HEADER + PLAIN_ALERT <= end;
                alert = readable ? (short) frame.u8(at + HEADER + 1) : SegmentBatch.UNREADABLE_ALERT;
            }
            at += HEADER + length;
        }
        frame.batch.codes[frame.row] = alert;
        return message;
    }
}
