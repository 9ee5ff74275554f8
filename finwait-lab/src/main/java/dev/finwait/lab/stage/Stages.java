package dev.finwait.lab.stage;

import dev.finwait.lab.endpoint.AsyncChannelEndpoint;
import dev.finwait.lab.endpoint.ChannelEndpoint;
import dev.finwait.lab.endpoint.Endpoint;
import dev.finwait.lab.endpoint.SocketEndpoint;
import dev.finwait.lab.script.StagingException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The stages to choose from. The closer is the accepting side, unless said otherwise.
public final class Stages {
    private static final int BACKLOG = 8;

    private Stages() {}

    /// The closer uses system calls.
    ///
    /// @return the stage
    public static Stage rawSockets() {
        return peer -> RawListener.accept(peer, Window.USUAL);
    }

    /// The closer uses system calls, and the peer's window is small: 100,000 bytes stay mostly unsent.
    ///
    /// @return the stage
    public static Stage rawSocketsWithSmallWindow() {
        return peer -> RawListener.accept(peer, Window.SMALL);
    }

    /// The closer is a listening socket that has not accepted the connection.
    ///
    /// @return the stage
    public static Stage neverAccepted() {
        return RawListener::queue;
    }

    /// The closer is a port on which nothing listens; the peer is not connected yet.
    ///
    /// @return the stage
    public static Stage nothingListens() {
        return RawListener::nothing;
    }

    /// The closer is a process of its own.
    ///
    /// @return the stage
    public static Stage process() {
        return new ProcessStage();
    }

    /// The closer is a TLS 1.3 client made of an `SSLSocket`; the peer a server, whose session tickets it leaves
    /// unread.
    ///
    /// @return the stage
    public static Stage tlsClient() {
        return new TlsStage();
    }

    /// The closer is a `java.net.Socket`.
    ///
    /// @return the stage
    public static Stage javaSockets() {
        return peer -> acceptSocket(peer, Window.USUAL);
    }

    /// The closer is a `java.net.Socket`, and the peer's window is small.
    ///
    /// @return the stage
    public static Stage javaSocketsWithSmallWindow() {
        return peer -> acceptSocket(peer, Window.SMALL);
    }

    /// The closer is a `java.net.Socket`, and the peer's window as small as on a connection over a network.
    ///
    /// @return the stage
    public static Stage javaSocketsWithNetworkWindow() {
        return peer -> acceptSocket(peer, Window.NETWORK);
    }

    /// The closer is a blocking `SocketChannel`.
    ///
    /// @return the stage
    public static Stage javaChannels() {
        return peer -> acceptChannel(peer, ChannelEndpoint::blocking);
    }

    /// The closer is a non-blocking `SocketChannel` that is registered with a selector.
    ///
    /// @return the stage
    public static Stage javaRegisteredChannels() {
        return peer -> acceptChannel(peer, ChannelEndpoint::registered);
    }

    /// The closer is an `AsynchronousSocketChannel`.
    ///
    /// @return the stage
    public static Stage javaAsyncChannels() {
        return peer -> {
            try (AsynchronousServerSocketChannel listener =
                    AsynchronousServerSocketChannel.open().bind(LabAddress.anyPort(), BACKLOG)) {
                Endpoint other = Peers.connect(peer, LabAddress.of(listener.getLocalAddress()), Window.USUAL);
                return new Pair(new AsyncChannelEndpoint(listener.accept().get(10, TimeUnit.SECONDS)), other);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StagingException("the lab was stopped", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new StagingException("the asynchronous listener did not accept", e);
            }
        };
    }

    private static Pair acceptSocket(PeerKind peer, Window window) throws IOException {
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(LabAddress.anyPort(), BACKLOG);
            Endpoint other = Peers.connect(peer, LabAddress.of(listener.getLocalSocketAddress()), window);
            Socket accepted = listener.accept();
            if (window.sendBuffer() > 0) {
                accepted.setSendBufferSize(window.sendBuffer());
            }
            return new Pair(new SocketEndpoint(accepted), other);
        }
    }

    private static Pair acceptChannel(PeerKind peer, ChannelUse use) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(LabAddress.anyPort(), BACKLOG)) {
            Endpoint other = Peers.connect(peer, LabAddress.of(listener.getLocalAddress()), Window.USUAL);
            SocketChannel accepted = listener.accept();
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new Pair(use.take(accepted), other);
        }
    }

    @FunctionalInterface
    private interface ChannelUse {
        ChannelEndpoint take(SocketChannel channel) throws IOException;
    }
}
