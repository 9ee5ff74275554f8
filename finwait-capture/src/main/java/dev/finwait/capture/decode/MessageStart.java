package dev.finwait.capture.decode;

import dev.finwait.capture.segment.SegmentBatch;

/// Looks whether a payload begins with the head of an HTTP/1 message, RFC 9112, or a TLS record other than application
/// data, RFC 8446 5.1. Everything else costs one look at four bytes.
final class MessageStart {
    /// The most bytes of payload that are looked at.
    private static final int LONGEST = 1024;

    /// What the first four bytes of methods and of status lines spell.
    private static final int GET = 0x47455420;

    private static final int POST = 0x504f5354;
    private static final int PUT = 0x50555420;
    private static final int HEAD = 0x48454144;
    private static final int DELETE = 0x44454c45;
    private static final int PATCH = 0x50415443;
    private static final int OPTIONS = 0x4f505449;
    private static final int CONNECT = 0x434f4e4e;
    private static final int TRACE = 0x54524143;
    private static final int HTTP = 0x48545450;

    /// Type and major version of records: change of cipher, alert, handshake.
    private static final int CHANGE_CIPHER = 0x1403;

    private static final int ALERT = 0x1503;
    private static final int HANDSHAKE = 0x1603;

    private MessageStart() {}

    /// Looks at what was captured of the payload, which starts at the frame's position, and writes to the row what it
    /// is.
    static void read(Frame frame) {
        int start = frame.position;
        int end = Math.min(frame.end, start + LONGEST);
        byte message = SegmentBatch.NO_MESSAGE;
        if (end - start >= Integer.BYTES) {
            switch (frame.int32(start)) {
                case GET, POST, PUT, HEAD, DELETE, PATCH, OPTIONS, CONNECT, TRACE ->
                    message = HttpHead.request(frame, end);
                case HTTP -> message = HttpHead.response(frame, end);
                default -> message = record(frame, end);
            }
        }
        frame.batch.messages[frame.row] = message;
    }

    private static byte record(Frame frame, int end) {
        return switch (frame.u16(frame.position)) {
            case CHANGE_CIPHER, ALERT, HANDSHAKE -> TlsRecords.read(frame, end);
            default -> SegmentBatch.NO_MESSAGE;
        };
    }
}
