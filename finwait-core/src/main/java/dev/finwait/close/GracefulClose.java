package dev.finwait.close;

import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Closes a TCP connection so that the peer reads every byte and then end-of-stream, never "Connection
/// reset".
///
/// A plain close throws the connection away when bytes of the peer lie unread or still arrive: TCP must
/// then answer with a reset (RFC 9293 3.6.1, RFC 1122 4.2.2.13), which can destroy what this side has
/// sent before the peer reads it. So a server that answers before it has read the whole request closes
/// in stages (RFC 9112 9.6):
///
/// 1. The caller has written everything and flushed its own buffers.
/// 2. SO_LINGER is switched off: zero would abort, more would block in the close.
/// 3. The output is shut, which sends the FIN behind the last byte. An `SSLSocket` sends its
///    close_notify too.
/// 4. Input is read and discarded until the peer's end-of-stream, within a [CloseBudget].
/// 5. The connection is closed.
///
/// ```java
/// OutputStream out = socket.getOutputStream();
/// out.write(answer);
/// out.flush();
/// CloseReport report = GracefulClose.close(socket);
/// if (!report.outcome().isOrderly()) {
///     logger.log(Level.INFO, "{0}: {1}", peer, report);
/// }
/// ```
///
/// What the alternatives refuse: `Socket.close()` alone does not look at unread input and so may reset.
/// SO_LINGER waits for the peer's kernel, not for its application, does not read, and resets at once
/// when input is unread. `shutdownOutput()` and then `close()` at once still resets when the peer sends
/// anything more.
///
/// The calls block until the peer has closed or the budget is over, by no more than a scheduling delay.
/// They never throw for what the network did; the [CloseReport] tells. Whatever happens, the connection
/// is closed when they return.
///
/// An interrupt ends the waiting, not the order: what has already arrived is drained, then the
/// connection is closed, and the interrupt status of the thread is set. On a virtual thread the JDK
/// itself closes a waiting `Socket` when the thread is interrupted, after the FIN.
///
/// Thread-safe, also for one connection closed, read or written by several threads: another thread that
/// is blocked in a read goes on reading and may see the peer's last bytes, one blocked in a write gets
/// an exception.
public final class GracefulClose {
    private GracefulClose() {}

    /// Closes a socket within [CloseBudget#DEFAULT].
    ///
    /// @param socket the connection, also an `SSLSocket`; one that is closed already is left alone, one
    ///     that was never connected is just closed
    /// @return how it ended
    /// @throws NullPointerException if the socket is null
    public static CloseReport close(Socket socket) {
        return close(socket, CloseBudget.DEFAULT);
    }

    /// Closes a socket within a budget. SO_LINGER and SO_TIMEOUT of the socket are changed. A socket
    /// that belongs to a channel is closed as its channel.
    ///
    /// @param socket the connection, also an `SSLSocket`; one that is closed already is left alone, one
    ///     that was never connected is just closed
    /// @param budget the limits
    /// @return how it ended
    /// @throws NullPointerException if an argument is null
    public static CloseReport close(Socket socket, CloseBudget budget) {
        Objects.requireNonNull(socket, "socket");
        SocketChannel channel = channelOf(socket);
        return channel == null ? close(SocketTransport.of(socket), budget) : close(channel, budget);
    }

    /// Closes a TLS socket and the socket that it is layered over, within a budget.
    ///
    /// An `SSLSocket` hides the connection below it: when its handshake is not finished, or a record cannot be
    /// decrypted, or data follows its end, nothing more can be read through it. With the socket below at
    /// hand, what still arrives then is drained as ciphertext until the FIN. For this the TLS socket must
    /// leave the other one open:
    ///
    /// ```java
    /// SSLSocket tls = (SSLSocket) factory.createSocket(below, host, port, false);
    /// tls.startHandshake();
    /// CloseReport report = GracefulClose.close(tls, below, CloseBudget.DEFAULT);
    /// ```
    ///
    /// The bytes drained are then those of the application and, behind the end of TLS, those of the connection.
    /// Over a socket that is left open the JDK does not tell an end without close_notify from one with it, and
    /// the outcome is [CloseOutcome#PEER_CLOSED] for both.
    ///
    /// @param tls the TLS socket, in whatever state
    /// @param below the socket that it was made over
    /// @param budget the limits
    /// @return how it ended
    /// @throws NullPointerException if an argument is null
    public static CloseReport close(SSLSocket tls, Socket below, CloseBudget budget) {
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(below, "below");
        return close(new LayeredTlsTransport(tls, below), budget);
    }

    /// A TLS socket that is layered over a channel's socket names that channel too; its data must not bypass TLS.
    static @Nullable SocketChannel channelOf(Socket socket) {
        SocketChannel channel = socket.getChannel();
        return channel != null && channel.socket().equals(socket) ? channel : null;
    }

    /// Closes a channel within [CloseBudget#DEFAULT].
    ///
    /// @param channel the connection; one that is closed already is left alone, one that was never
    ///     connected is just closed
    /// @return how it ended
    /// @throws NullPointerException if the channel is null
    public static CloseReport close(SocketChannel channel) {
        return close(channel, CloseBudget.DEFAULT);
    }

    /// Closes a channel within a budget. SO_LINGER of the channel is changed, and it is in non-blocking
    /// mode while it is drained, so that another thread's read returns 0 instead of waiting.
    ///
    /// A channel in non-blocking mode is closed likewise, and this call blocks all the same. When it is
    /// registered with a selector, that selector must not read from it meanwhile; the FIN goes out at
    /// once, but the JDK frees the descriptor when the selector runs next, so wake it up afterwards.
    ///
    /// @param channel the connection; one that is closed already is left alone, one that was never
    ///     connected is just closed
    /// @param budget the limits
    /// @return how it ended
    /// @throws NullPointerException if an argument is null
    public static CloseReport close(SocketChannel channel, CloseBudget budget) {
        Objects.requireNonNull(channel, "channel");
        return close(new ChannelTransport(channel), budget);
    }

    /// Closes an asynchronous channel within [CloseBudget#DEFAULT], waiting for the end.
    ///
    /// @param channel the connection; see [#close(AsynchronousSocketChannel, CloseBudget)]
    /// @return how it ended
    /// @throws NullPointerException if the channel is null
    public static CloseReport close(AsynchronousSocketChannel channel) {
        return close(channel, CloseBudget.DEFAULT);
    }

    /// Closes an asynchronous channel within a budget, waiting for the end. Not to be called by a completion
    /// handler, which would keep a thread of the channel's group from the work that it waits for; the total
    /// then ends the close.
    ///
    /// @param channel the connection; what [#closeAsync(AsynchronousSocketChannel, CloseBudget)] says of it
    ///     holds here too
    /// @param budget the limits
    /// @return how it ended
    /// @throws NullPointerException if an argument is null
    public static CloseReport close(AsynchronousSocketChannel channel, CloseBudget budget) {
        AsyncRelease release = release(channel, budget);
        release.start();
        return release.await();
    }

    /// Closes an asynchronous channel within a budget, without a thread that waits.
    ///
    /// ```java
    /// GracefulClose.closeAsync(channel, CloseBudget.DEFAULT)
    ///         .thenAccept(report -> logger.log(Level.INFO, "{0}: {1}", peer, report));
    /// ```
    ///
    /// The writes of the application must have completed. A read of the application that is still pending is
    /// left alone: it gets what comes next, and the drain begins when it has completed. Is it pending all
    /// the time, the idle limit ends the close, and the report's error says so. A channel on which a read
    /// has timed out before cannot be drained; the JDK allows no further read.
    ///
    /// These channels have no SO_LINGER, and do not tell whether their input was shut: then its end is taken
    /// for the peer's.
    ///
    /// @param channel the connection; one that is closed already is left alone, one that was never connected
    ///     is just closed
    /// @param budget the limits
    /// @return the report, never an exception. What depends on it runs in a thread of the channel's group or of
    ///     the common pool and must not block
    /// @throws NullPointerException if an argument is null
    public static CompletionStage<CloseReport> closeAsync(AsynchronousSocketChannel channel, CloseBudget budget) {
        AsyncRelease release = release(channel, budget);
        release.start();
        return release.report();
    }

    private static AsyncRelease release(AsynchronousSocketChannel channel, CloseBudget budget) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(budget, "budget");
        return new AsyncRelease(channel, budget, System::nanoTime);
    }

    /// Sends the last bytes and closes, within [CloseBudget#DEFAULT].
    ///
    /// @param socket the connection, also an `SSLSocket`
    /// @param last the bytes to send
    /// @return what was sent and how the connection ended
    /// @throws NullPointerException if an argument is null
    public static SendReport sendAndClose(Socket socket, LastBytes last) {
        return sendAndClose(socket, last, CloseBudget.DEFAULT);
    }

    /// Sends the last bytes and closes, within a budget. Input is discarded from the first byte sent, not
    /// only behind the last one: an answer larger than the peer's window would otherwise wait for a peer
    /// that wants to have written its whole request first, and that peer for this side, until somebody's
    /// timeout.
    ///
    /// ```java
    /// SendReport report = GracefulClose.sendAndClose(socket, LastBytes.of(answer), CloseBudget.DEFAULT);
    /// if (!report.complete()) {
    ///     logger.log(Level.INFO, "{0}: {1}", peer, report);
    /// }
    /// ```
    ///
    /// The budget is for both, the sending and the close. While bytes are sent, the idle time starts again
    /// with every byte that moves in either direction. When a limit, an interrupt or an error of the source
    /// leaves some bytes unsent, the connection is reset, because the peer must not take a part for the
    /// whole; a Unix-domain connection has no reset and ends with the part, and an `SSLSocket` that can still
    /// send its close_notify does so before the reset. To cut off a peer that reads slowly costs it the
    /// answer, so the idle time is not shortened for a near peer while bytes are sent.
    ///
    /// A `Socket` can only be written by a thread that waits, so a helper thread writes (a virtual one where
    /// the JVM has them) while this one discards. It must have no other writer meanwhile.
    ///
    /// @param socket the connection, also an `SSLSocket`
    /// @param last the bytes to send
    /// @param budget the limits
    /// @return what was sent and how the connection ended
    /// @throws NullPointerException if an argument is null
    public static SendReport sendAndClose(Socket socket, LastBytes last, CloseBudget budget) {
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(last, "last");
        SocketChannel channel = channelOf(socket);
        if (channel != null) {
            return sendAndClose(channel, last, budget);
        }
        Transport transport = SocketTransport.of(socket);
        return sendAndClose(transport, new StreamFarewell(transport, socket, last), budget);
    }

    /// Sends the last bytes and closes, within [CloseBudget#DEFAULT].
    ///
    /// @param channel the connection
    /// @param last the bytes to send
    /// @return what was sent and how the connection ended
    /// @throws NullPointerException if an argument is null
    public static SendReport sendAndClose(SocketChannel channel, LastBytes last) {
        return sendAndClose(channel, last, CloseBudget.DEFAULT);
    }

    /// Sends the last bytes and closes, within a budget, as [#sendAndClose(Socket, LastBytes, CloseBudget)]
    /// does, in the calling thread alone. A file region goes out without a copy through the heap.
    ///
    /// @param channel the connection, in whatever mode; what [#close(SocketChannel, CloseBudget)] says of
    ///     channels that are registered with a selector holds here too
    /// @param last the bytes to send
    /// @param budget the limits
    /// @return what was sent and how the connection ended
    /// @throws NullPointerException if an argument is null
    public static SendReport sendAndClose(SocketChannel channel, LastBytes last, CloseBudget budget) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(last, "last");
        ChannelTransport transport = new ChannelTransport(channel);
        return sendAndClose(transport, new ChannelFarewell(transport, channel, last), budget);
    }

    private static SendReport sendAndClose(Transport transport, Farewell farewell, CloseBudget budget) {
        Objects.requireNonNull(budget, "budget");
        return farewell.report(new OrderlyRelease(transport, budget, System::nanoTime, farewell).run());
    }

    private static CloseReport close(Transport transport, CloseBudget budget) {
        Objects.requireNonNull(budget, "budget");
        return new OrderlyRelease(transport, budget, System::nanoTime).run();
    }
}
