package dev.finwait.examples.early;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The answer to a request whose body nobody read: 413, with 200 bytes for a path that ends in `s`, and
/// 2 MiB for one that ends in `b`, which is more than any client's receive window takes at first.
final class EarlyAnswer {
    private static final int SMALL_BODY = 200;
    private static final int BIG_BODY = 2 << 20;
    private static final byte[] SMALL = answer(SMALL_BODY);
    private static final byte[] BIG = answer(BIG_BODY);

    private EarlyAnswer() {}

    /// The whole answer, header and body, to a request for this path.
    static byte[] to(String path) {
        return path.endsWith("b") ? BIG : SMALL;
    }

    /// The same as a buffer of the caller's own.
    static ByteBuffer bufferFor(String path) {
        return ByteBuffer.wrap(to(path)).asReadOnlyBuffer();
    }

    private static byte[] answer(int bodyLength) {
        byte[] head = ("HTTP/1.1 413 Content Too Large\r\nContent-Type: text/plain\r\nContent-Length: " + bodyLength
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] answer = Arrays.copyOf(head, head.length + bodyLength);
        Arrays.fill(answer, head.length, answer.length, (byte) 'x');
        return answer;
    }
}
