package dev.finwait.examples.early;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/// One connection of the non-blocking server, until the head of its request is read. For use by the server's
/// thread.
final class PooledConnection {
    private final SocketChannel channel;
    private final SocketAddress peer;
    private final RequestHead head = new RequestHead();

    PooledConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        peer = channel.getRemoteAddress();
    }

    SocketAddress peer() {
        return peer;
    }

    /// Reads what has arrived.
    ///
    /// @return whether the head is complete, so that it can be answered
    boolean advance() throws IOException {
        return head.take(channel);
    }

    String path() {
        return head.path();
    }
}
