package dev.finwait.bench.held;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A peer that behaves well: it reads its answer to the end and closes.
final class Peer {
    /// The bytes of a request.
    static final int REQUEST = 100;

    /// The bytes of an answer.
    static final int ANSWER = 200;

    private Peer() {}

    static void ask(InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.getOutputStream().write(new byte[REQUEST]);
            if (socket.getInputStream().readAllBytes().length != ANSWER) {
                throw new IOException("the answer did not arrive as it should");
            }
        }
    }
}
