package dev.finwait.client;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketImpl;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A socket whose first close is graceful. A second one, also from within the first, is plain: it ends the
/// drain of the first at once.
final class GracefulSocket extends Socket {
    private final CloseStyle style;
    private final AtomicBoolean closing = new AtomicBoolean();

    GracefulSocket(CloseStyle style) {
        this.style = style;
    }

    private GracefulSocket(CloseStyle style, @Nullable SocketImpl none) throws IOException {
        super(none);
        this.style = style;
    }

    /// Makes a socket that a server socket completes when it accepts.
    static GracefulSocket toBeAccepted(CloseStyle style) throws IOException {
        return new GracefulSocket(style, null);
    }

    /// Without the lock that Java 17 takes here: others may use the socket while it drains.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws IOException {
        if (!isConnected() || isClosed() || closing.getAndSet(true)) {
            super.close();
            return;
        }
        boolean done = false;
        try {
            style.close(this);
            done = true;
        } finally {
            if (!done) {
                super.close();
            }
        }
    }
}
