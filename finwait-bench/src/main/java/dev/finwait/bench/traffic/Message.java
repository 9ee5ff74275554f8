package dev.finwait.bench.traffic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/// A request or an answer in the form of HTTP/1.1. Immutable.
///
/// @param head its head, up to the empty line
/// @param bodyBytes the length of its body
record Message(String head, int bodyBytes) {
    static final int LARGEST_BODY = 8 << 20;

    private static final ByteBuffer TEXT = text();

    /// A request without body, padded to a length; its head alone may be a little longer than that.
    static Message get(Exchange exchange) {
        String head = "GET /items/%d HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nCookie: session="
                .formatted(exchange.client().getPort(), host(exchange));
        int padding = Math.max(1, exchange.requestBytes() - head.length() - 4);
        return new Message(head + "c".repeat(padding) + "\r\n\r\n", 0);
    }

    static Message upload(Exchange exchange, int bodyBytes) {
        return new Message(
                "POST /items HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n".formatted(host(exchange), bodyBytes),
                bodyBytes);
    }

    static Message ok(int bodyBytes) {
        return new Message(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(bodyBytes),
                bodyBytes);
    }

    static Message tooLarge() {
        return new Message("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0);
    }

    int length() {
        return head.length() + bodyBytes;
    }

    /// Gives the bytes, ready to be written.
    ByteBuffer[] bytes() {
        return new ByteBuffer[] {ByteBuffer.wrap(head.getBytes(US_ASCII)), TEXT.slice(0, bodyBytes)};
    }

    private static String host(Exchange exchange) {
        return exchange.service().address().getAddress().getHostAddress();
    }

    /// Text that does not repeat, so that a compressed capture is as large as one of real answers.
    private static ByteBuffer text() {
        byte[] letters = "abcdefghijklmnopqrstuvwxyz0123456789 ,:{}[]\"".getBytes(US_ASCII);
        SplittableRandom random = new SplittableRandom(1);
        byte[] text = new byte[LARGEST_BODY];
        for (int i = 0; i < text.length; i++) {
            text[i] = letters[random.nextInt(letters.length)];
        }
        return ByteBuffer.allocateDirect(text.length).put(text).flip().asReadOnlyBuffer();
    }
}
