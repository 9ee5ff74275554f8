package dev.finwait.close;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.OptionalLong;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A [Socket] that is no view of a channel. SO_TIMEOUT bounds its reads, but not the wait for a reader in
/// another thread: `java.net.Socket` of Java 17 and `SSLSocket` take a lock first. On a virtual thread the JDK
/// ends a read when the thread is interrupted, so that reads there need not be cut in slices.
class SocketTransport implements Transport {
    /// An hour: where the JDK ends a wait by itself, and still a number of milliseconds.
    private static final long LONGEST_WAIT = 3_600_000_000_000L;

    private final Socket socket;
    private final Scratch scratch = new Scratch();
    private final long longestWait = VirtualThreads.isCurrent() ? LONGEST_WAIT : SLICE_NANOS;
    private @Nullable InputStream in;

    SocketTransport(Socket socket) {
        this.socket = socket;
    }

    /// Makes the transport that fits the kind of socket.
    static SocketTransport of(Socket socket) {
        return socket instanceof SSLSocket tls ? new TlsTransport(tls) : new SocketTransport(socket);
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isInputShut() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean canBlock() {
        return true;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public void clearLinger() throws IOException {
        socket.setSoLinger(false, 0);
    }

    @Override
    public void resetOnClose() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed or reset already.
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (socket.isOutputShutdown()) {
            return;
        }
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Another thread may have done it between the question and the call.
            if (socket.isClosed() || !socket.isOutputShutdown()) {
                throw e;
            }
        }
    }

    @Override
    public int discard(int max, long waitNanos) throws IOException {
        InputStream stream = input();
        // Zero would mean to wait for ever.
        socket.setSoTimeout(Math.max(1, Transport.ceilMillis(waitNanos, longestWait)));
        byte[] bytes = scratch.bytes();
        try {
            return scratch.used(stream.read(bytes, 0, Math.min(max, bytes.length)));
        } catch (SocketTimeoutException nothingCame) {
            return 0;
        }
    }

    @Override
    public OptionalLong unread() {
        try {
            return OptionalLong.of(input().available());
        } catch (IOException closedOrShut) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public void abort() throws IOException {
        socket.close();
    }

    private InputStream input() throws IOException {
        if (in == null) {
            in = socket.getInputStream();
        }
        return in;
    }
}
