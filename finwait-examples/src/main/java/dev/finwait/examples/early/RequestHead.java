package dev.finwait.examples.early;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/// The head of an HTTP/1.1 request while it arrives. What follows it, the body, is left to the closing.
///
/// For use by one thread.
final class RequestHead {
    private static final int LONGEST = 16 << 10;
    private static final int END = 0x0d0a0d0a;

    private final byte[] bytes = new byte[LONGEST];
    private final ByteBuffer next = ByteBuffer.allocate(1);
    private int length;
    private int last4;

    /// Reads a head from a stream, byte by byte: what follows it is not taken.
    static String pathFrom(InputStream in) throws IOException {
        RequestHead head = new RequestHead();
        while (!head.complete()) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the peer closed within its request's head");
            }
            head.add((byte) next);
        }
        return head.path();
    }

    /// Takes what has arrived at a non-blocking channel, byte by byte, but nothing behind the head.
    ///
    /// @return whether the head is complete
    boolean take(ReadableByteChannel channel) throws IOException {
        while (!complete()) {
            int count = channel.read(next.clear());
            if (count < 0) {
                throw new EOFException("the peer closed within its request's head");
            }
            if (count == 0) {
                return false;
            }
            add(next.get(0));
        }
        return true;
    }

    private void add(byte next) throws IOException {
        if (length == LONGEST) {
            throw new IOException("the request's head is longer than " + LONGEST + " bytes");
        }
        bytes[length++] = next;
        last4 = last4 << 8 | (next & 0xff);
    }

    private boolean complete() {
        return last4 == END;
    }

    /// The path of the request line, without its query; empty when the line has none.
    String path() {
        String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        String[] parts = line.split(" ", 3);
        return parts.length < 2 ? "" : parts[1].split("\\?", 2)[0];
    }
}
