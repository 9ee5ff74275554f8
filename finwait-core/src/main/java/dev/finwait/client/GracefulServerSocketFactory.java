package dev.finwait.client;

import dev.finwait.close.CloseBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes server sockets whose accepted sockets close gracefully, for servers that take a `ServerSocketFactory`.
/// Closing the server socket itself is plain; to stop it without resets see
/// [dev.finwait.server.GracefulListener].
///
/// ```java
/// ServerSocket listener = new GracefulServerSocketFactory(CloseBudget.DEFAULT).createServerSocket(8080);
/// ```
///
/// Immutable, and safe for use by several threads.
public final class GracefulServerSocketFactory extends ServerSocketFactory {
    private static final int DEFAULT_BACKLOG = 0;

    private final CloseStyle style;

    private GracefulServerSocketFactory(CloseStyle style) {
        this.style = style;
    }

    /// Makes a factory whose accepted sockets close within a budget.
    ///
    /// @param budget the limits of each close
    /// @throws NullPointerException if it is null
    public GracefulServerSocketFactory(CloseBudget budget) {
        this(CloseStyle.within(Objects.requireNonNull(budget, "budget")));
    }

    /// Makes a factory whose accepted sockets are handed to somebody else when they are closed.
    ///
    /// @param taker as in [GracefulSocketFactory#handingTo]
    /// @return the factory
    /// @throws NullPointerException if it is null
    public static GracefulServerSocketFactory handingTo(Consumer<? super Socket> taker) {
        return new GracefulServerSocketFactory(CloseStyle.handingTo(Objects.requireNonNull(taker, "taker")));
    }

    /// Makes an unbound server socket.
    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new GracefulServerSocket(style);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return bind(port, DEFAULT_BACKLOG, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return bind(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress ifAddress) throws IOException {
        return bind(port, backlog, ifAddress);
    }

    private ServerSocket bind(int port, int backlog, @Nullable InetAddress address) throws IOException {
        ServerSocket listener = createServerSocket();
        boolean bound = false;
        try {
            listener.bind(new InetSocketAddress(address, port), backlog);
            bound = true;
            return listener;
        } finally {
            if (!bound) {
                listener.close();
            }
        }
    }
}
