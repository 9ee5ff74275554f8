package dev.finwait.lab.stage;

import dev.finwait.lab.endpoint.Endpoint;
import dev.finwait.lab.endpoint.RawEndpoint;
import dev.finwait.lab.endpoint.SocketEndpoint;
import dev.finwait.linux.socket.RawSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// Opens the peer's end.
final class Peers {
    /// How long a raw read waits before the lab calls it a time-out.
    private static final Duration READ_PATIENCE = Duration.ofSeconds(5);

    private Peers() {}

    /// A peer that is connected.
    ///
    /// @param kind what plays it
    /// @param remote where to
    /// @param window how much it takes
    /// @return the peer's end
    /// @throws IOException if it cannot connect
    static Endpoint connect(PeerKind kind, InetSocketAddress remote, Window window) throws IOException {
        return switch (kind) {
            case RAW -> {
                RawSocket socket = bound(window);
                socket.connect(remote).orThrow();
                yield new RawEndpoint(socket, socket.localAddress(), remote);
            }
            case JAVA -> {
                Socket socket = boundSocket(window);
                socket.connect(remote);
                yield new SocketEndpoint(socket);
            }
        };
    }

    /// A peer that still has to connect.
    ///
    /// @param kind what plays it
    /// @param remote where to
    /// @return the peer's end
    /// @throws IOException if no socket can be had
    static Endpoint dialing(PeerKind kind, InetSocketAddress remote) throws IOException {
        return switch (kind) {
            case RAW -> {
                RawSocket socket = bound(Window.USUAL);
                yield new RawEndpoint(socket, socket.localAddress(), remote);
            }
            case JAVA -> new SocketEndpoint(boundSocket(Window.USUAL), remote);
        };
    }

    private static RawSocket bound(Window window) throws IOException {
        RawSocket socket = RawSocket.tcp4();
        if (window.receiveBuffer() > 0) {
            socket.setReceiveBuffer(window.receiveBuffer()).orThrow();
        }
        socket.setReceiveTimeout(READ_PATIENCE).orThrow();
        socket.setSendTimeout(READ_PATIENCE).orThrow();
        socket.bind(LabAddress.anyPort()).orThrow();
        return socket;
    }

    private static Socket boundSocket(Window window) throws IOException {
        Socket socket = new Socket();
        if (window.receiveBuffer() > 0) {
            socket.setReceiveBufferSize(window.receiveBuffer());
        }
        socket.bind(LabAddress.anyPort());
        return socket;
    }
}
