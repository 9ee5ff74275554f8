package dev.finwait.abort;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/// Throws a TCP connection away so that its peer reads "Connection reset".
///
/// That is right where the peer must not take what it got for the whole: a response that broke off in the
/// middle, a relay whose other side was reset, a peer that attacks. What this side has written and the
/// peer's kernel has not yet acknowledged is lost, and no TIME_WAIT remains (RFC 9293 3.10.7.1, the ABORT
/// call). Everywhere else use [dev.finwait.close.GracefulClose].
///
/// ```java
/// try {
///     copy(file, socket.getOutputStream());
/// } catch (IOException sourceBroke) {
///     Abort.reset(socket); // an orderly end would say that the file is complete
/// }
/// ```
///
/// The reset is made by SO_LINGER with zero seconds and close. Three things no reset can do: when this side
/// has shut its output and the FIN is out, the peer reads end-of-stream first and meets the reset only when
/// it writes; when both sides have ended already, nothing is sent at all; and what the peer's kernel has
/// received stays readable on Linux.
///
/// Thread-safe; a call that another thread is blocked in on this connection ends with an exception.
public final class Abort {
    private static final int NOW = 0;

    private Abort() {}

    /// Resets a socket. On an `SSLSocket` the JDK tries to send a close_notify first, without waiting for
    /// it. A socket that belongs to a registered channel is treated as [#reset(SocketChannel)] says.
    ///
    /// @param socket the connection; it is closed afterwards
    /// @return true when the kernel was told to reset it; false when it was closed or not connected, or the
    ///     option was refused, so that it was closed, if at all, in the ordinary way
    /// @throws NullPointerException if the socket is null
    public static boolean reset(Socket socket) {
        Objects.requireNonNull(socket, "socket");
        boolean armed = socket.isConnected() && !socket.isClosed() && done(() -> socket.setSoLinger(true, NOW));
        return close(socket) && armed;
    }

    /// Resets a channel that is not registered with a selector, or that the calling thread's own selector
    /// serves. While a channel is registered, the JDK sends nothing on close, not even the reset, before
    /// that selector runs next: call `selectNow()`, or use [#reset(SocketChannel, Selector)].
    ///
    /// @param channel the connection, blocking or not; it is closed afterwards
    /// @return true when the kernel was told to reset it, or will be when the selector runs; false when it
    ///     was closed or not connected, when the option was refused, and for a Unix-domain channel, which
    ///     knows no reset
    /// @throws NullPointerException if the channel is null
    public static boolean reset(SocketChannel channel) {
        Objects.requireNonNull(channel, "channel");
        boolean armed = isTcp(channel) && done(() -> channel.setOption(StandardSocketOptions.SO_LINGER, NOW));
        return close(channel) && armed;
    }

    /// Resets a channel that is registered with a selector which another thread runs. Its key is cancelled
    /// and the selector is woken, so that the reset goes out when its thread selects next, at once if it
    /// waits there.
    ///
    /// @param channel the connection; it is closed afterwards
    /// @param selector the selector that the channel is registered with; with several, wake the others too
    /// @return as [#reset(SocketChannel)]
    /// @throws NullPointerException if an argument is null
    public static boolean reset(SocketChannel channel, Selector selector) {
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(channel, "channel");
        SelectionKey key = channel.keyFor(selector);
        boolean reset = reset(channel);
        if (key != null) {
            key.cancel();
        }
        selector.wakeup();
        return reset;
    }

    /// A Unix-domain channel takes the option too, and ignores it.
    private static boolean isTcp(SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress;
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean close(Closeable connection) {
        return done(connection::close);
    }

    private static boolean done(Step step) {
        try {
            step.run();
            return true;
        } catch (IOException closedOrRefused) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
