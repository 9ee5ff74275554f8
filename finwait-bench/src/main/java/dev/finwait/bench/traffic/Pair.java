package dev.finwait.bench.traffic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/// Both ends of a connection.
///
/// @param client the end that dialled
/// @param server the end that was accepted
record Pair(SocketChannel client, SocketChannel server) implements Closeable {
    @Override
    public void close() throws IOException {
        try (client) {
            server.close();
        }
    }
}
