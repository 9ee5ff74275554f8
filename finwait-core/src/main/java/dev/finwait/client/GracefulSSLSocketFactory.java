package dev.finwait.client;

import dev.finwait.close.CloseBudget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Makes TLS sockets whose `close()` is a [dev.finwait.close.GracefulClose]: the close_notify goes out, then the
/// FIN, and what the peer still sends is decrypted and thrown away. For libraries that take an `SSLSocketFactory`,
/// such as OkHttp, Apache HttpClient, `HttpsURLConnection`, JDBC drivers, mail and MQTT clients.
///
/// ```java
/// connection.setSSLSocketFactory(new GracefulSSLSocketFactory(context.getSocketFactory()));
/// ```
///
/// It works over sockets that the library has made, too; [GracefulSocketFactory] does so only over its own. What
/// is said there of the thread that closes and of the second `close()` holds here as well. The sockets are
/// those of another factory in everything but their close; like them, a socket that was layered over one that it
/// does not own (autoClose false) ends the TLS stream only.
///
/// Immutable, and safe for use by several threads if the factory behind it is.
public final class GracefulSSLSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory factory;
    private final CloseStyle style;

    private GracefulSSLSocketFactory(SSLSocketFactory factory, CloseStyle style) {
        this.factory = Objects.requireNonNull(factory, "factory");
        this.style = style;
    }

    /// Makes a factory over that of the JVM ([SSLSocketFactory#getDefault()]), whose sockets close within
    /// [GracefulSocketFactory#CLIENT_BUDGET]; for libraries that name a factory by its class.
    public GracefulSSLSocketFactory() {
        this((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /// Makes a factory whose sockets close within [GracefulSocketFactory#CLIENT_BUDGET].
    ///
    /// @param factory makes the TLS sockets
    /// @throws NullPointerException if it is null
    public GracefulSSLSocketFactory(SSLSocketFactory factory) {
        this(factory, GracefulSocketFactory.CLIENT_BUDGET);
    }

    /// Makes a factory whose sockets close within a budget.
    ///
    /// @param factory makes the TLS sockets
    /// @param budget the limits of each close
    /// @throws NullPointerException if an argument is null
    public GracefulSSLSocketFactory(SSLSocketFactory factory, CloseBudget budget) {
        this(factory, CloseStyle.within(Objects.requireNonNull(budget, "budget")));
    }

    /// Makes a factory whose sockets are handed to somebody else when they are closed, who has to close them.
    ///
    /// @param factory makes the TLS sockets
    /// @param taker as in [GracefulSocketFactory#handingTo]
    /// @return the factory
    /// @throws NullPointerException if an argument is null
    public static GracefulSSLSocketFactory handingTo(SSLSocketFactory factory, Consumer<? super Socket> taker) {
        return new GracefulSSLSocketFactory(factory, CloseStyle.handingTo(Objects.requireNonNull(taker, "taker")));
    }

    private Socket graceful(Socket made) throws IOException {
        if (made instanceof SSLSocket tls) {
            return new GracefulSslSocket(tls, style);
        }
        made.close();
        throw new SocketException(
                "the factory below made no SSLSocket but a " + made.getClass().getName());
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return graceful(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return graceful(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return graceful(factory.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return graceful(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return graceful(factory.createSocket(address, port, localAddress, localPort));
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
        return graceful(factory.createSocket(below, host, port, autoClose));
    }

    @Override
    public Socket createSocket(Socket below, InputStream consumed, boolean autoClose) throws IOException {
        return graceful(factory.createSocket(below, consumed, autoClose));
    }
}
