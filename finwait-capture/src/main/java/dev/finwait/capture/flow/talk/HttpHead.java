package dev.finwait.capture.flow.talk;

import java.nio.charset.StandardCharsets;

/// The beginning of an HTTP/1 message (RFC 9112), as much of it as was captured. Reads bytes where they
/// lie and believes nothing: what does not look right is not there.
final class HttpHead {
    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final String CONTENT_LENGTH = "content-length:";
    private static final String TRANSFER_ENCODING = "transfer-encoding:";
    private static final int LONGEST_METHOD = 16;

    private final byte[] bytes;
    private final int start;
    private final int end;

    HttpHead(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.end = start + length;
    }

    /// The status code; -1 when this is no response.
    int status() {
        int at = start + VERSION.length;
        if (!startsWith(start, VERSION) || at + 5 > end || bytes[at + 1] != ' ') {
            return -1;
        }
        int status = 0;
        for (int i = at + 2; i < at + 5; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            status = status * 10 + bytes[i] - '0';
        }
        return status >= 100 ? status : -1;
    }

    /// A method in capital letters, a space, and a version where the line ends; a line that was cut is
    /// taken as it is.
    boolean isRequest() {
        int at = start;
        while (at < end && at - start < LONGEST_METHOD && bytes[at] >= 'A' && bytes[at] <= 'Z') {
            at++;
        }
        if (at - start < 3 || at >= end || bytes[at] != ' ') {
            return false;
        }
        int line = lineEnd(at);
        return line < 0 || (line - start >= 9 && startsWith(line - VERSION.length - 1, VERSION));
    }

    boolean isHeadRequest() {
        return end - start > 5 && bytes[start] == 'H' && bytes[start + 1] == 'E' && bytes[start + 4] == ' ';
    }

    /// How long the head is with its empty line; -1 when that was not captured.
    int length() {
        for (int i = start; i + 3 < end; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4 - start;
            }
        }
        return -1;
    }

    /// The value of Content-Length; -1 when there is none, or none that is a number.
    long contentLength() {
        int at = field(CONTENT_LENGTH);
        while (at >= 0 && at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        if (at < 0 || at >= end || bytes[at] < '0' || bytes[at] > '9') {
            return -1;
        }
        long value = 0;
        for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            if (value > Long.MAX_VALUE / 100) {
                return -1;
            }
            value = value * 10 + bytes[at] - '0';
        }
        // A number that ends with what was captured may go on behind it.
        return at < end ? value : -1;
    }

    boolean hasTransferEncoding() {
        return field(TRANSFER_ENCODING) >= 0;
    }

    /// The place behind the name of a header field; -1 when it is not in the head.
    private int field(String name) {
        int head = length();
        int last = head < 0 ? end : start + head;
        for (int line = lineEnd(start); line >= 0 && line + 2 < last; line = lineEnd(line + 2)) {
            if (isAt(line + 2, name)) {
                return line + 2 + name.length();
            }
        }
        return -1;
    }

    private boolean isAt(int at, String lowerCase) {
        if (at + lowerCase.length() > end) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            byte b = bytes[at + i];
            int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int lineEnd(int from) {
        for (int i = from; i + 1 < end; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean startsWith(int at, byte[] prefix) {
        if (at < start || at + prefix.length > end) {
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
