package dev.finwait.examples.early;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One connection of the non-blocking server, until its answer is written: first the head is read, then the answer
/// is written while what arrives is discarded. A server that only wrote would wait for a client that wants to have
/// written everything first, and that client for the server.
///
/// For use by the server's thread.
final class PooledConnection {
    private static final ByteBuffer DISCARDED = ByteBuffer.allocateDirect(64 << 10);

    private final SocketChannel channel;
    private final SocketAddress peer;
    private final RequestHead head = new RequestHead();
    private @Nullable ByteBuffer answer;

    PooledConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        peer = channel.getRemoteAddress();
    }

    SocketAddress peer() {
        return peer;
    }

    /// Does what can be done now.
    ///
    /// @return whether all of the answer is written, so that the connection can be closed
    boolean advance(SelectionKey key) throws IOException {
        if (answer == null) {
            if (!head.take(channel)) {
                return false;
            }
            answer = EarlyAnswer.bufferFor(head.path());
        } else if (key.isReadable() && channel.read(DISCARDED.clear()) < 0) {
            // The client is done with its request, and end-of-stream stays readable.
            key.interestOps(SelectionKey.OP_WRITE);
        }
        channel.write(answer);
        if (answer.hasRemaining()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
        return !answer.hasRemaining();
    }
}
