package dev.finwait.capture.decode;

import dev.finwait.capture.segment.SegmentBatch;

/// Keeps the beginning of a payload that looks like the head of an HTTP/1 message, RFC 9112, or a TLS record other than
/// application data, RFC 8446 5.1. Everything else costs one look at four bytes.
final class PayloadHead {
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

    private PayloadHead() {}

    /// Keeps what was captured of the payload, which starts at the frame's position, or notes that nothing is kept.
    static void keep(Frame frame) {
        SegmentBatch batch = frame.batch;
        if (!frame.has(Integer.BYTES) || !isWanted(frame.int32(frame.position))) {
            batch.headLengths[frame.row] = 0;
            return;
        }
        int length = Math.min(SegmentBatch.LONGEST_HEAD, frame.end - frame.position);
        System.arraycopy(frame.bytes, frame.position, batch.heads, batch.headsUsed, length);
        batch.headOffsets[frame.row] = batch.headsUsed;
        batch.headLengths[frame.row] = length;
        batch.headsUsed += length;
    }

    private static boolean isWanted(int start) {
        return switch (start) {
            case GET, POST, PUT, HEAD, DELETE, PATCH, OPTIONS, CONNECT, TRACE, HTTP -> true;
            default -> {
                int record = start >>> 16;
                yield record == ALERT || record == HANDSHAKE || record == CHANGE_CIPHER;
            }
        };
    }
}
