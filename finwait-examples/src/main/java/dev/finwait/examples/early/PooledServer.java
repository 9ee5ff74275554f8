package dev.finwait.examples.early;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.LingerPool;
import dev.finwait.examples.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Reads all requests on one thread, and leaves the answers and the closing to a [LingerPool], which has one thread
/// for all of them too.
final class PooledServer implements EarlyServer {
    private static final int BACKLOG = 1024;
    private static final Duration STOP = Duration.ofSeconds(10);

    /// Runs what waits for the reports.
    private final ExecutorService logger = Executors.newSingleThreadExecutor();

    private final LingerPool pool = LingerPool.builder().executor(logger).build();
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final int port;
    private final Thread thread = new Thread(this::run, "early-response-server");
    private final Log log;
    private volatile boolean stopping;

    PooledServer(InetSocketAddress address, Log log) throws IOException {
        this.log = log;
        listener.bind(address, BACKLOG);
        port = listener.socket().getLocalPort();
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread.start();
    }

    @Override
    public int port() {
        return port;
    }

    private void run() {
        try {
            while (!stopping || hasConnections()) {
                selector.select(this::serve, STOP.toMillis());
                if (stopping) {
                    listener.close();
                }
            }
        } catch (IOException e) {
            log.line("the selector failed: " + e);
        }
    }

    private boolean hasConnections() {
        return selector.keys().stream().anyMatch(key -> key.isValid() && key.attachment() != null);
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof PooledConnection connection) {
            advance(connection, key);
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new PooledConnection(channel));
            }
        } catch (IOException e) {
            log.line("accept failed: " + e);
        }
    }

    private void advance(PooledConnection connection, SelectionKey key) {
        try {
            if (connection.advance()) {
                answer(connection, key);
            }
        } catch (IOException e) {
            pool.close(key, CloseBudget.DEFAULT, () -> {})
                    .thenAccept(report -> log.line(connection.peer() + " " + e + "; " + report));
        }
    }

    /// This thread selects next, so nobody has to be woken up. The pool discards the request while it writes: a
    /// server that only wrote would wait for a client that wants to have written everything first, and that
    /// client for the server.
    private void answer(PooledConnection connection, SelectionKey key) {
        pool.sendAndClose(key, CloseBudget.DEFAULT, () -> {}, EarlyAnswer.bufferFor(connection.path()))
                .thenAccept(report -> log.line(connection.peer() + " " + report));
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(STOP.toMillis());
            pool.close(STOP);
            logger.shutdown();
            if (!logger.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                log.line("stopped with reports missing");
            }
            selector.close();
        } catch (IOException e) {
            log.line("stopping failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
