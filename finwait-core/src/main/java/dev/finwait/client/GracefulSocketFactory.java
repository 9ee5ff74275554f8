package dev.finwait.client;

import dev.finwait.close.CloseBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes client sockets whose `close()` is a [dev.finwait.close.GracefulClose], so that a library which takes
/// a `SocketFactory` closes gracefully by configuration: JDBC drivers, OkHttp, Apache HttpClient, mail and MQTT
/// clients.
///
/// ```java
/// Properties jdbc = new Properties();
/// jdbc.setProperty("socketFactory", GracefulSocketFactory.class.getName()); // PostgreSQL
/// ```
///
/// A library that layers TLS over such a socket (`SSLSocketFactory.createSocket(socket, host, port, true)`, as
/// OkHttp, Apache HttpClient and the PostgreSQL driver do) gets it for TLS too: the close_notify goes out, then
/// the FIN, and ciphertext that arrives later is drained.
///
/// The thread that closes is held by the close, so the default budget is short, [#CLIENT_BUDGET]; a server
/// that answers the half-close with its own close holds it for one round trip. [#handingTo] holds nobody: the
/// socket then says that it is closed only when whoever took it has closed it. A second `close()` during the
/// first ends it at once. A thread that is blocked in a read while another closes goes on reading until the
/// peer or the budget ends that.
///
/// Immutable, and safe for use by several threads.
public final class GracefulSocketFactory extends SocketFactory {
    /// One second in all, a quarter of a second of silence, 1 MiB.
    public static final CloseBudget CLIENT_BUDGET =
            new CloseBudget(Duration.ofSeconds(1), Duration.ofMillis(250), 1L << 20);

    private final CloseStyle style;

    private GracefulSocketFactory(CloseStyle style) {
        this.style = style;
    }

    /// Makes a factory whose sockets close within [#CLIENT_BUDGET].
    public GracefulSocketFactory() {
        this(CLIENT_BUDGET);
    }

    /// Makes a factory whose sockets close within a budget.
    ///
    /// @param budget the limits of each close
    /// @throws NullPointerException if it is null
    public GracefulSocketFactory(CloseBudget budget) {
        this(CloseStyle.within(Objects.requireNonNull(budget, "budget")));
    }

    /// Makes a factory whose sockets are handed to somebody else when they are closed, who has to close them.
    ///
    /// @param taker gets each connected socket once, in the thread that closes it, and closes it in its own
    ///     time; when it throws, the socket is closed at once
    /// @return the factory
    /// @throws NullPointerException if it is null
    public static GracefulSocketFactory handingTo(Consumer<? super Socket> taker) {
        return new GracefulSocketFactory(CloseStyle.handingTo(Objects.requireNonNull(taker, "taker")));
    }

    /// Makes an unconnected socket.
    @Override
    public Socket createSocket() {
        return new GracefulSocket(style);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(null, new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connect(new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(null, new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connect(new InetSocketAddress(localAddress, localPort), new InetSocketAddress(address, port));
    }

    private Socket connect(@Nullable SocketAddress local, SocketAddress remote) throws IOException {
        Socket socket = createSocket();
        boolean connected = false;
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(remote);
            connected = true;
            return socket;
        } finally {
            if (!connected) {
                socket.close();
            }
        }
    }
}
