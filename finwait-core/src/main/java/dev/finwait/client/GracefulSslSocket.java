package dev.finwait.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;

/// A TLS socket whose first close is graceful. A second one, also from within the first, is plain.
final class GracefulSslSocket extends ForwardingSslSocket {
    private final CloseStyle style;
    private final AtomicBoolean closing = new AtomicBoolean();

    GracefulSslSocket(SSLSocket tls, CloseStyle style) {
        super(tls);
        this.style = style;
    }

    /// Without the lock of `Socket` in Java 17: others may use the socket while it drains.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws IOException {
        if (!isConnected() || isClosed() || closing.getAndSet(true)) {
            tls.close();
            return;
        }
        boolean done = false;
        try {
            style.close(this);
            done = true;
        } finally {
            if (!done) {
                tls.close();
            }
        }
    }

    @Override
    public String toString() {
        return tls.toString();
    }
}
