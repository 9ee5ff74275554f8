package dev.finwait.close;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.OptionalLong;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// An [SSLSocket] and the socket below it. When TLS has ended or cannot go on, what still arrives is drained as
/// ciphertext until the FIN.
final class LayeredTlsTransport implements Transport {
    private final TlsTransport tls;
    private final SocketTransport below;
    private @Nullable CloseOutcome tlsEnding;

    LayeredTlsTransport(SSLSocket tls, Socket below) {
        this.tls = new TlsTransport(tls);
        this.below = new SocketTransport(below);
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public boolean isConnected() {
        return below.isConnected();
    }

    /// TLS shuts it when the FIN comes without close_notify, which is for [#ending()] to judge.
    @Override
    public boolean isInputShut() {
        return false;
    }

    @Override
    public boolean canBlock() {
        return true;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        return below.localAddress();
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return below.remoteAddress();
    }

    @Override
    public void clearLinger() throws IOException {
        below.clearLinger();
    }

    @Override
    public void resetOnClose() {
        below.resetOnClose();
    }

    /// Without a session there is no close_notify, but still a FIN.
    @Override
    public void shutdownOutput() throws IOException {
        try {
            tls.shutdownOutput();
        } catch (IOException noSession) {
            if (!below.isOpen()) {
                throw noSession;
            }
        }
        below.shutdownOutput();
    }

    @Override
    public int discard(int max, long waitNanos) throws IOException {
        if (tlsEnding == null) {
            return discardApplicationData(max, waitNanos);
        }
        return below.isInputShut() || !below.isOpen() ? END_OF_STREAM : below.discard(max, waitNanos);
    }

    private int discardApplicationData(int max, long waitNanos) throws IOException {
        try {
            int count = tls.discard(max, waitNanos);
            if (count == END_OF_STREAM) {
                tlsEnding = tls.ending();
                return 0;
            }
            return count;
        } catch (IOException e) {
            if (!below.isOpen() || Resets.isReset(e)) {
                throw e;
            }
            tlsEnding = CloseOutcome.TRUNCATED;
            return 0;
        }
    }

    @Override
    public CloseOutcome ending() {
        return tlsEnding == null ? CloseOutcome.TRUNCATED : tlsEnding;
    }

    @Override
    public OptionalLong unread() {
        return below.unread();
    }

    @Override
    public void close() throws IOException {
        try {
            tls.close();
        } finally {
            below.close();
        }
    }

    @Override
    public void abort() throws IOException {
        below.close();
    }
}
