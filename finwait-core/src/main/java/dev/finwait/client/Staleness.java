package dev.finwait.client;

import dev.finwait.close.spi.ConnectionSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// Whether an idle connection, one that waits in a pool for example, can still be used.
///
/// A server that closes an idle connection sends a FIN, which nobody reads while the connection waits. The
/// next request is then written to a closed connection and meets a reset. Asking first notices a FIN that has
/// arrived; no question can notice one that is on its way, so a request that fails before any byte of the
/// answer has come is still to be repeated where that is safe (RFC 9110 9.2.2).
///
/// ```java
/// Socket socket = pool.take();
/// if (Staleness.isStale(socket)) {
///     socket.close();
///     socket = connect();
/// }
/// ```
///
/// No data is consumed. Where `finwait-linux` is present the kernel is asked about the connection by its
/// addresses; else a channel is asked through a selector, and a plain socket only for unread bytes: the JDK
/// has nothing that tells a FIN without reading, and the answer is [#UNKNOWN].
///
/// Immutable, and safe for use by several threads. Later versions may add constants.
public enum Staleness {
    /// Neither an end nor data has arrived.
    FRESH(false),

    /// The peer has ended its stream. This side could still write, but nobody may read it.
    END_OF_STREAM(true),

    /// The connection is gone: it was reset, or given up by this side's kernel.
    RESET(true),

    /// Bytes of the peer are unread although none were asked for: the rest of an earlier answer, or a last
    /// message such as HTTP's 408. A request written now would be answered by them.
    UNREAD_DATA(true),

    /// The connection is closed on this side, or was never connected.
    CLOSED(true),

    /// It cannot be told here without reading. On an `SSLSocket` also when ciphertext is unread: it may be
    /// a session ticket, which harms nothing, or a close_notify.
    UNKNOWN(false);

    private final boolean stale;

    Staleness(boolean stale) {
        this.stale = stale;
    }

    /// Tells whether the connection must not be used for another request.
    ///
    /// @return false for [#FRESH] and [#UNKNOWN]
    public boolean isStale() {
        return stale;
    }

    /// Tells whether a socket must not be used for another request.
    ///
    /// @param socket an idle connection
    /// @return whether it is certain that it is over or out of step
    /// @throws NullPointerException if it is null
    public static boolean isStale(Socket socket) {
        return of(socket).isStale();
    }

    /// Tells whether a channel must not be used for another request.
    ///
    /// @param channel an idle connection
    /// @return whether it is certain that it is over or out of step
    /// @throws NullPointerException if it is null
    public static boolean isStale(SocketChannel channel) {
        return of(channel).isStale();
    }

    /// Looks at a socket.
    ///
    /// @param socket an idle connection, also an `SSLSocket`
    /// @return its state now
    /// @throws NullPointerException if it is null
    public static Staleness of(Socket socket) {
        Objects.requireNonNull(socket, "socket");
        if (socket.isClosed() || !socket.isConnected() || socket.isOutputShutdown()) {
            return CLOSED;
        }
        SocketChannel channel = socket.getChannel();
        if (channel != null && channel.socket().equals(socket)) {
            return of(channel);
        }
        if (Kernel.isAsked()
                && socket.getLocalSocketAddress() instanceof InetSocketAddress local
                && socket.getRemoteSocketAddress() instanceof InetSocketAddress remote) {
            return of(Kernel.look(local, remote), socket instanceof SSLSocket);
        }
        return socket instanceof SSLSocket ? UNKNOWN : ofUnread(socket);
    }

    private static Staleness ofUnread(Socket socket) {
        try {
            return socket.getInputStream().available() > 0 ? UNREAD_DATA : UNKNOWN;
        } catch (SocketException reset) {
            return socket.isClosed() ? CLOSED : RESET;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /// Looks at a channel, of TCP or Unix-domain. Without help from the kernel a blocking channel is set to
    /// non-blocking mode meanwhile, so nobody may be reading from it.
    ///
    /// @param channel an idle connection, blocking or not, registered with a selector or not
    /// @return its state now
    /// @throws NullPointerException if it is null
    public static Staleness of(SocketChannel channel) {
        Objects.requireNonNull(channel, "channel");
        if (!channel.isOpen() || !channel.isConnected()) {
            return CLOSED;
        }
        try {
            if (Kernel.isAsked()
                    && channel.getLocalAddress() instanceof InetSocketAddress local
                    && channel.getRemoteAddress() instanceof InetSocketAddress remote) {
                return of(Kernel.look(local, remote), false);
            }
            return new ChannelLook(channel).staleness();
        } catch (IOException e) {
            return channel.isOpen() ? UNKNOWN : CLOSED;
        }
    }

    private static Staleness of(Optional<ConnectionSnapshot> snapshot, boolean encrypted) {
        if (snapshot.isEmpty()) {
            return RESET;
        }
        boolean unread = snapshot.get().unreadBytes() > 0;
        return switch (snapshot.get().state()) {
            case ESTABLISHED -> unread ? unread(encrypted) : FRESH;
            case PEER_CLOSED -> unread && !encrypted ? UNREAD_DATA : END_OF_STREAM;
            case OPENING, CLOSING, HALF_CLOSED, BOTH_CLOSING, DONE -> CLOSED;
        };
    }

    private static Staleness unread(boolean encrypted) {
        return encrypted ? UNKNOWN : UNREAD_DATA;
    }
}
