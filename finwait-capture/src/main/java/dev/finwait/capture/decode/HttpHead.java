package dev.finwait.capture.decode;

import dev.finwait.capture.segment.SegmentBatch;
import java.nio.charset.StandardCharsets;

/// The head of an HTTP/1 message (RFC 9112), as much of it as was captured. Reads bytes where they lie, each once, and
/// believes nothing: what does not look right is not there.
final class HttpHead {
    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_METHOD = 16;
    private static final int MOST_DIGITS = 18;

    private HttpHead() {}

    /// Reads a request: a method in capital letters, a space, and a version where the line ends; a line that was cut is
    /// taken as it is. One without a length and without an encoding has no body (RFC 9112 6.3).
    ///
    /// @param end where what was captured ends, or is looked at
    /// @return what the payload is
    static byte request(Frame frame, int end) {
        byte[] bytes = frame.bytes;
        int start = frame.position;
        int at = start;
        while (at < end && at - start < LONGEST_METHOD && bytes[at] >= 'A' && bytes[at] <= 'Z') {
            at++;
        }
        if (at - start < 3 || at >= end || bytes[at] != ' ') {
            return SegmentBatch.NO_MESSAGE;
        }
        int line = lineEnd(bytes, at, end);
        if (line >= 0 && (line - start < 9 || !startsWith(bytes, line - VERSION.length - 2, end, VERSION))) {
            return SegmentBatch.NO_MESSAGE;
        }
        // POST, PUT and PATCH: whether they bring a body is not known where their head was cut.
        fields(frame, line, end, 0, bytes[start] == 'P' ? -1 : 0);
        return kind(bytes[start], at - start);
    }

    /// HEAD and CONNECT, whose responses have no body: no other of these methods begins with the same letter and is as
    /// long.
    private static byte kind(byte first, int length) {
        if (first == 'H' && length == 4) {
            return SegmentBatch.HEAD_REQUEST;
        }
        return first == 'C' && length == 7 ? SegmentBatch.CONNECT_REQUEST : SegmentBatch.REQUEST;
    }

    /// Reads a response. One without a length may have a body all the same.
    ///
    /// @param end where what was captured ends, or is looked at
    /// @return what the payload is
    static byte response(Frame frame, int end) {
        byte[] bytes = frame.bytes;
        int start = frame.position;
        int at = start + VERSION.length;
        if (!startsWith(bytes, start, end, VERSION) || at + 5 > end || bytes[at + 1] != ' ') {
            return SegmentBatch.NO_MESSAGE;
        }
        int status = 0;
        for (int i = at + 2; i < at + 5; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return SegmentBatch.NO_MESSAGE;
            }
            status = status * 10 + bytes[i] - '0';
        }
        if (status < 100) {
            return SegmentBatch.NO_MESSAGE;
        }
        frame.batch.codes[frame.row] = (short) status;
        fields(frame, lineEnd(bytes, at, end), end, -1, -1);
        return SegmentBatch.RESPONSE;
    }

    /// Reads the header fields.
    ///
    /// @param first where the first line ends; -1 when that was not captured
    /// @param withoutLength how long the body is when no field tells of any
    /// @param cut how long it is when not all fields were captured
    private static void fields(Frame frame, int first, int end, long withoutLength, long cut) {
        byte[] bytes = frame.bytes;
        int head = -1;
        long content = -1;
        boolean encoded = false;
        int line = first;
        while (line >= 0 && line + 1 < end) {
            int begin = line + 1;
            int letter = bytes[begin] | 0x20;
            if (bytes[begin] == '\r') {
                head = begin + 2 <= end ? begin + 2 - frame.position : -1;
                break;
            } else if (letter == 'c' && isField(bytes, begin, end, CONTENT_LENGTH)) {
                content = number(bytes, begin + CONTENT_LENGTH.length, end);
            } else if (letter == 't') {
                encoded |= isField(bytes, begin, end, TRANSFER_ENCODING);
            }
            line = lineEnd(bytes, begin, end);
        }
        frame.batch.headLengths[frame.row] = head;
        if (content < 0 && !encoded) {
            content = head >= 0 ? withoutLength : cut;
        }
        frame.batch.bodyLengths[frame.row] = content;
    }

    /// The number that a line holds; -1 when there is none. One that ends with what was captured may go on behind it.
    private static long number(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        int digits = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - digits < MOST_DIGITS) {
            value = value * 10 + bytes[at++] - '0';
        }
        return at > digits && at < end && bytes[at] == '\r' ? value : -1;
    }

    /// Looks at the last letter first: few fields have both the same first one and the same length.
    private static boolean isField(byte[] bytes, int at, int end, byte[] lowerCase) {
        int last = lowerCase.length - 1;
        if (at + last >= end || bytes[at + last] != lowerCase[last]) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            byte b = bytes[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /// Where the next line ends, its line feed; -1 when that was not captured. Lines end with two bytes, so looking at
    /// every second one meets one of them; both are smaller than nearly all others.
    private static int lineEnd(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i += 2) {
            if (bytes[i] <= '\r') {
                if (bytes[i] == '\n') {
                    return i;
                }
                if (bytes[i] == '\r' && i + 1 < end && bytes[i + 1] == '\n') {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, int at, int end, byte[] prefix) {
        if (at + prefix.length > end) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
