package dev.finwait.lab.endpoint;

import dev.finwait.linux.socket.RawSocket;
import java.net.InetSocketAddress;

/// A port that is bound, so that nobody else gets it, and on which nothing listens.
public final class UnusedPort extends SilentEndpoint {
    private final RawSocket bound;

    /// Takes over a bound socket.
    ///
    /// @param bound the socket
    /// @param local its address
    /// @param remote the address of the peer
    public UnusedPort(RawSocket bound, InetSocketAddress local, InetSocketAddress remote) {
        super(local, remote);
        this.bound = bound;
    }

    @Override
    public void abandon() {
        bound.close();
    }
}
