package dev.finwait.examples.relay;

import dev.finwait.abort.Abort;
import dev.finwait.abort.Relay;
import dev.finwait.examples.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Connects every client to one server. A half-close of either side reaches the other as a half-close, a reset as a
/// reset; a server that cannot be reached is a reset to the client, which so learns that nothing was served.
final class RelayServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final long STOP_SECONDS = 10;

    private final ServerSocket listener = new ServerSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress target;
    private final Log log;

    RelayServer(InetSocketAddress address, InetSocketAddress target, Log log) throws IOException {
        this.target = target;
        this.log = log;
        listener.bind(address, BACKLOG);
        threads.execute(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                clients.add(client);
                threads.execute(() -> relay(client));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                log.line("accept failed: " + e);
            }
        }
    }

    private void relay(Socket client) {
        String peer = client.getRemoteSocketAddress().toString();
        // Relay closes both sockets.
        Socket server = new Socket();
        try {
            server.connect(target, CONNECT_TIMEOUT_MILLIS);
            log.line(peer + " " + Relay.run(client, server, Executors.defaultThreadFactory()));
        } catch (IOException e) {
            Abort.reset(client);
            log.line(peer + " reset, because " + target + " cannot be reached: " + e.getMessage());
        } finally {
            clients.remove(client);
        }
    }

    /// Takes no more clients, leaves those it has some time to end, and resets the rest: their streams are not
    /// finished and must not look so.
    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdown();
        try {
            if (threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.forEach(Abort::reset);
    }
}
