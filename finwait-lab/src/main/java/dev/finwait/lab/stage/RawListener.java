package dev.finwait.lab.stage;

import dev.finwait.lab.endpoint.Endpoint;
import dev.finwait.lab.endpoint.ListenerEndpoint;
import dev.finwait.lab.endpoint.RawEndpoint;
import dev.finwait.lab.endpoint.UnusedPort;
import dev.finwait.linux.socket.RawSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Connections whose closing side uses system calls.
final class RawListener {
    private static final int BACKLOG = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private RawListener() {}

    /// A connection that the closer has accepted.
    ///
    /// @param peer what plays the peer
    /// @param window how much the peer takes
    /// @return both ends
    /// @throws IOException if the sockets cannot be had
    static Pair accept(PeerKind peer, Window window) throws IOException {
        try (RawSocket listener = listening()) {
            InetSocketAddress address = listener.localAddress();
            if (window.sendBuffer() > 0) {
                listener.setSendBuffer(window.sendBuffer()).orThrow();
            }
            Endpoint other = Peers.connect(peer, address, window);
            RawSocket accepted = listener.accept().orThrow();
            accepted.setReceiveTimeout(PATIENCE).orThrow();
            accepted.setSendTimeout(PATIENCE).orThrow();
            return new Pair(new RawEndpoint(accepted, address, other.local()), other);
        }
    }

    /// A connection that waits in the accept queue.
    ///
    /// @param peer what plays the peer
    /// @return the listener and the peer
    /// @throws IOException if the sockets cannot be had
    static Pair queue(PeerKind peer) throws IOException {
        RawSocket listener = listening();
        InetSocketAddress address = listener.localAddress();
        Endpoint other = Peers.connect(peer, address, Window.USUAL);
        return new Pair(new ListenerEndpoint(listener, address, other.local()), other);
    }

    /// A port on which nothing listens, and a peer that may try it.
    ///
    /// @param peer what plays the peer
    /// @return the port and the peer
    /// @throws IOException if the sockets cannot be had
    static Pair nothing(PeerKind peer) throws IOException {
        RawSocket unused = RawSocket.tcp4();
        unused.bind(LabAddress.anyPort()).orThrow();
        InetSocketAddress address = unused.localAddress();
        Endpoint other = Peers.dialing(peer, address);
        return new Pair(new UnusedPort(unused, address, other.local()), other);
    }

    /// A listening raw socket on a port that the kernel chooses.
    ///
    /// @return the listener
    /// @throws IOException if it cannot be had
    static RawSocket listening() throws IOException {
        RawSocket listener = RawSocket.tcp4();
        listener.bind(LabAddress.anyPort()).orThrow();
        listener.listen(BACKLOG).orThrow();
        return listener;
    }
}
