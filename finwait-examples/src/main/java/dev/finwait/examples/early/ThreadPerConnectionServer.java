package dev.finwait.examples.early;

import dev.finwait.close.GracefulClose;
import dev.finwait.close.LastBytes;
import dev.finwait.examples.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Answers each connection on a thread of its own, which also closes it.
final class ThreadPerConnectionServer implements EarlyServer {
    private static final int BACKLOG = 1024;
    private static final int HEAD_TIMEOUT_MILLIS = 10_000;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final long STOP_SECONDS = 10;

    private final ServerSocket listener = new ServerSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CloseMode mode;
    private final Log log;

    ThreadPerConnectionServer(InetSocketAddress address, CloseMode mode, Log log) throws IOException {
        this.mode = mode;
        this.log = log;
        listener.bind(address, BACKLOG);
        threads.execute(this::acceptAll);
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    log.line("accept failed: " + e);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void serve(Socket socket) {
        SocketAddress peer = socket.getRemoteSocketAddress();
        try {
            socket.setSoTimeout(HEAD_TIMEOUT_MILLIS);
            String path = RequestHead.pathFrom(socket.getInputStream());
            log.line(peer + " " + answerAndClose(socket, EarlyAnswer.to(path)));
        } catch (IOException e) {
            log.line(peer + " " + e + "; " + GracefulClose.close(socket));
        }
    }

    private String answerAndClose(Socket socket, byte[] answer) throws IOException {
        if (mode == CloseMode.PLAIN) {
            socket.getOutputStream().write(answer);
            socket.close();
            return "plain close";
        }
        // Discards what arrives while it writes: the client may want to have written everything first.
        return GracefulClose.sendAndClose(socket, LastBytes.of(ByteBuffer.wrap(answer)))
                .toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            threads.shutdown();
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.line("stopped with connections still open");
            }
        } catch (IOException e) {
            log.line("closing the listener failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
