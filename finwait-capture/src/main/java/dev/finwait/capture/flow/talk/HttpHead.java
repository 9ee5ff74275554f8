package dev.finwait.capture.flow.talk;

import java.nio.charset.StandardCharsets;

/// The beginning of an HTTP/1 message (RFC 9112), as much of it as was captured. Reads bytes where they
/// lie, each once, and believes nothing: what does not look right is not there.
final class HttpHead {
    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final String CONTENT_LENGTH = "content-length:";
    private static final String TRANSFER_ENCODING = "transfer-encoding:";
    private static final int LONGEST_METHOD = 16;

    private final byte[] bytes;
    private final int start;
    private final int end;

    /// Where the head ends, behind its empty line; -1 when that was not captured.
    private int headEnd = -1;

    private long contentLength = -1;
    private boolean transferEncoding;

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
        return line < 0 || (line - start >= 9 && startsWith(line - VERSION.length - 2, VERSION));
    }

    boolean isHeadRequest() {
        return end - start > 5 && bytes[start] == 'H' && bytes[start + 1] == 'E' && bytes[start + 4] == ' ';
    }

    /// Reads the header fields.
    void read() {
        int line = lineEnd(start);
        while (line >= 0 && line + 1 < end) {
            int begin = line + 1;
            if (bytes[begin] == '\r') {
                headEnd = begin + 2 <= end ? begin + 2 : -1;
                return;
            }
            field(begin);
            line = lineEnd(begin);
        }
    }

    private void field(int begin) {
        int first = bytes[begin] | 0x20;
        if (first == 'c' && isAt(begin, CONTENT_LENGTH)) {
            contentLength = number(begin + CONTENT_LENGTH.length());
        } else if (first == 't' && isAt(begin, TRANSFER_ENCODING)) {
            transferEncoding = true;
        }
    }

    /// How long the head is with its empty line; -1 when that was not captured.
    int length() {
        return headEnd < 0 ? -1 : headEnd - start;
    }

    /// The value of Content-Length; -1 when there is none, or none that is a number.
    long contentLength() {
        return contentLength;
    }

    boolean hasTransferEncoding() {
        return transferEncoding;
    }

    private long number(int from) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        int digits = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - digits < 18) {
            value = value * 10 + bytes[at++] - '0';
        }
        // A number that ends with what was captured may go on behind it.
        return at > digits && at < end && bytes[at] == '\r' ? value : -1;
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

    /// The next line feed; -1 when none was captured.
    private int lineEnd(int from) {
        // Fields would be read again for each byte by the compiler that short runs have.
        byte[] text = bytes;
        int last = end;
        for (int i = from; i < last; i++) {
            if (text[i] == '\n') {
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
