package dev.finwait.bench.early;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Counts what arrives of one HTTP/1.1 answer.
///
/// For use by one thread.
final class AnswerReader {
    private static final int LONGEST_HEAD = 16 << 10;

    private final StringBuilder head = new StringBuilder();
    private boolean headComplete;
    private long bodyBytes;

    void add(ByteBuffer arrived) {
        while (!headComplete && arrived.hasRemaining() && head.length() < LONGEST_HEAD) {
            head.append((char) (arrived.get() & 0xff));
            headComplete = head.indexOf("\r\n\r\n", head.length() - 4) >= 0;
        }
        bodyBytes += arrived.remaining();
    }

    boolean nothingArrived() {
        return head.isEmpty();
    }

    /// Whether what arrived can still become the answer that was asked for.
    boolean isExpected() {
        byte[] start = "HTTP/1.1 413".getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(start.length, head.length());
        return head.substring(0, length).equals(new String(start, 0, length, StandardCharsets.US_ASCII));
    }

    boolean isFull(Answer answer) {
        return headComplete && isExpected() && bodyBytes >= answer.bytes();
    }
}
