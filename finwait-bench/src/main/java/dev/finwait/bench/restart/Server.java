package dev.finwait.bench.restart;

import dev.finwait.close.GracefulClose;
import dev.finwait.server.GracefulListener;
import dev.finwait.server.StopBudget;
import dev.finwait.server.StopReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One life of the server: it answers one byte with one byte. Its few workers are busy, so that connections
/// wait in the accept queue, as at a server under load. Both ways to stop differ in nothing else.
final class Server {
    private static final int BACKLOG = 256;
    private static final int WORKERS = 3;
    private static final Duration WORK = Duration.ofMillis(2);

    private final Stop style;
    private final ServerSocket socket;
    private final GracefulListener<Socket> graceful;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS, WORKERS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
    private final Thread loop = new Thread(this::serve, "bench-accept");

    private Server(Stop style, ServerSocket socket) {
        this.style = style;
        this.socket = socket;
        graceful = GracefulListener.over(socket);
    }

    /// Starts a server, beside an older one if there is one on the port.
    static Server start(Stop style, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        Server server = new Server(style, socket);
        server.loop.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Stops and waits for the end of what it served.
    ///
    /// @return the report of a graceful stop
    Optional<StopReport> stop() throws IOException, InterruptedException {
        Optional<StopReport> report = Optional.empty();
        if (style == Stop.GRACEFUL) {
            report = Optional.of(graceful.stop(StopBudget.DEFAULT));
        } else {
            socket.close();
        }
        loop.join();
        workers.shutdown();
        workers.awaitTermination(1, TimeUnit.MINUTES);
        return report;
    }

    private void serve() {
        try {
            if (style == Stop.GRACEFUL) {
                graceful.serve(workers, Server::answer);
            } else {
                acceptUntilClosed(workers);
            }
        } catch (SocketException closed) {
            // The plain way to stop.
        } catch (IOException e) {
            throw new IllegalStateException("the benchmark's server cannot accept: " + e.getMessage(), e);
        }
    }

    private void acceptUntilClosed(Executor executor) throws IOException {
        while (true) {
            Socket connection = socket.accept();
            executor.execute(() -> answerAndClose(connection));
        }
    }

    private static void answerAndClose(Socket connection) {
        try {
            answer(connection);
        } catch (IOException clientFailed) {
            // The client counts it.
        } finally {
            GracefulClose.close(connection);
        }
    }

    private static void answer(Socket connection) throws IOException {
        int request = connection.getInputStream().read();
        work();
        connection.getOutputStream().write(request);
    }

    private static void work() {
        try {
            Thread.sleep(WORK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
