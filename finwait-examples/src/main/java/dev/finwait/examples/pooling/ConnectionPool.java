package dev.finwait.examples.pooling;

import dev.finwait.client.Staleness;
import dev.finwait.close.GracefulClose;
import dev.finwait.examples.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/// Connections to one server that are used again. One whose server has closed it meanwhile is not: a request written
/// to it would be answered by a reset, and nobody could tell whether it was served.
///
/// For use by one thread.
final class ConnectionPool implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Deque<Socket> idle = new ArrayDeque<>();
    private final InetSocketAddress server;
    private final Log log;

    ConnectionPool(InetSocketAddress server, Log log) {
        this.server = server;
        this.log = log;
    }

    /// Takes the connection that was used last, or opens one.
    Socket take() throws IOException {
        while (!idle.isEmpty()) {
            Socket candidate = idle.pop();
            Staleness staleness = Staleness.of(candidate);
            if (!staleness.isStale()) {
                log.line("used again");
                return candidate;
            }
            log.line("not used again: " + staleness);
            GracefulClose.close(candidate);
        }
        // A channel's socket can tell a server's FIN on every system; a plain one only with finwait-linux.
        Socket fresh = SocketChannel.open().socket();
        fresh.setSoTimeout(TIMEOUT_MILLIS);
        fresh.connect(server, TIMEOUT_MILLIS);
        log.line("opened");
        return fresh;
    }

    /// Gives a connection back on which nothing is under way.
    void giveBack(Socket connection) {
        idle.push(connection);
    }

    @Override
    public void close() {
        idle.forEach(GracefulClose::close);
        idle.clear();
    }
}
