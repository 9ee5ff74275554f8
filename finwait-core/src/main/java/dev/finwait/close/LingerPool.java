package dev.finwait.close;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// Closes connections as [GracefulClose] does, but without keeping the caller: one thread drains any number
/// of channels until their peers have closed or their budgets are over.
///
/// ```java
/// try (LingerPool pool = LingerPool.create()) {
///     channel.write(answer);
///     pool.close(channel).thenAccept(report -> logger.log(Level.DEBUG, "{0}", report));
/// }
/// ```
///
/// A call sends the FIN of the channel, behind everything written before, and returns within microseconds;
/// its stage is completed with the [CloseReport] when the connection is closed and its descriptor free.
/// From the call on the channel belongs to the pool: nobody else reads from it.
///
/// **How much.** No more than [LingerPoolBuilder#maxLingering(int)] channels linger at a time, as many sockets, and as
/// many asynchronous channels. When one more comes, the one that has lingered longest is closed, or of those
/// that came in the same tenth of a second the one that has drained most; it is reported as
/// [CloseOutcome#EVICTED]. So a pool bounds what peers can take by not closing, in descriptors and in memory.
///
/// **Who runs what.** What is hung on a stage runs on the pool's executor when it is hung on before the
/// connection is closed, and otherwise in the thread that hangs it on, as usual; it may block, throw, and close
/// other connections. The thread of the pool starts with the first channel and ends when it had nothing to do
/// for five seconds; it keeps no JVM alive. It ignores interrupts.
///
/// **What it does not tell.** The kernel is asked only about a channel whose peer takes longer than a
/// millisecond, or that does not end in order. The reports of the others come without what only diagnostics
/// know, and their source says so, unless the pool is [built][LingerPoolBuilder#askingAlways()] to ask always.
///
/// **Descriptors.** When there is none left for a selector, the pool looks at its channels one by one, a
/// hundred times a second, until there is.
///
/// Thread-safe.
public final class LingerPool implements AutoCloseable {
    private static final class Shared {
        static final LingerPool POOL = new LingerPool(new LingerPoolBuilder(), true);
    }

    /// What a pool that has ended leaves a socket for its last bytes, which only a thread can send.
    private static final Duration AFTER_END = Duration.ofMillis(250);

    private final CloseBudget budget;
    private final boolean askedAlways;
    private final LingerLoop loop;
    private final SocketLane sockets;
    private final AsyncLane asynchronous;
    private final boolean shared;
    private volatile boolean closed;

    LingerPool(LingerPoolBuilder builder, boolean shared) {
        budget = builder.budget();
        askedAlways = builder.askedAlways();
        loop = new LingerLoop(builder.maxLingering(), builder.executor());
        sockets = new SocketLane(builder.maxLingering());
        asynchronous = new AsyncLane(builder.maxLingering(), builder.executor());
        this.shared = shared;
    }

    /// Gives the pool that all who want no pool of their own share. It cannot be closed.
    ///
    /// @return the same pool each time, with the settings of a new [LingerPoolBuilder]
    public static LingerPool shared() {
        return Shared.POOL;
    }

    /// Makes a pool with the settings of a new [LingerPoolBuilder].
    ///
    /// @return the pool, which the caller closes
    public static LingerPool create() {
        return builder().build();
    }

    /// Starts to make a pool.
    ///
    /// @return the builder
    public static LingerPoolBuilder builder() {
        return new LingerPoolBuilder();
    }

    /// Closes a channel within the budget of the pool, see [#close(SocketChannel, CloseBudget)].
    ///
    /// @param channel the connection
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if the channel is null
    public CompletionStage<CloseReport> close(SocketChannel channel) {
        return close(channel, budget);
    }

    /// Closes a channel: the FIN goes out now, the rest follows. SO_LINGER of the channel is switched off.
    ///
    /// One in blocking mode is switched to non-blocking mode. When another thread is blocked in a read from
    /// it, that read goes on, and the drain starts when it returns; the total limit counts meanwhile. One in
    /// blocking mode is best left to the pool by the only thread that uses it.
    ///
    /// One in non-blocking mode may be registered with a selector. Cancel its key before, or hand the key over
    /// instead of the channel; the JDK frees the descriptor no sooner than that selector has run.
    ///
    /// @param channel the connection; one that is closed already is left alone, one that was never
    ///     connected is just closed
    /// @param budget the limits
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if an argument is null
    public CompletionStage<CloseReport> close(SocketChannel channel, CloseBudget budget) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(budget, "budget");
        return begin(new Lingerer(channel, budget, null, askedAlways));
    }

    private CompletionStage<CloseReport> begin(Lingerer lingerer) {
        CloseOutcome outcome = lingerer.begin();
        if (outcome == null) {
            loop.add(lingerer);
        } else {
            lingerer.tell(lingerer.close(outcome));
        }
        return lingerer.future;
    }

    /// Closes the channel of a key within the budget of the pool and wakes the key's selector up, see
    /// [#close(SelectionKey, CloseBudget, Runnable)].
    ///
    /// @param key a key whose channel is a [SocketChannel]; also a cancelled one
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if the key is null
    /// @throws IllegalArgumentException if its channel is no [SocketChannel]
    public CompletionStage<CloseReport> close(SelectionKey key) {
        return close(key, budget, key.selector()::wakeup);
    }

    /// Closes a channel that is registered with somebody's selector: cancels the key, sends the FIN, and has
    /// that selector run, which is when it lets go of the channel. Until then the JDK would keep the
    /// descriptor, even of a closed channel.
    ///
    /// The selector's thread itself, which is about to select anyway, hands over a wake-up that does nothing:
    ///
    /// ```java
    /// pool.close(key, CloseBudget.DEFAULT, () -> {});
    /// ```
    ///
    /// The wake-up is called once, in the calling thread, after the key was cancelled; it takes nobody else's
    /// wake-up away. Keys of the same channel with other selectors are the caller's to cancel.
    ///
    /// @param key a key whose channel is a [SocketChannel]; also a cancelled one
    /// @param budget the limits
    /// @param wakeUp makes the thread of the selector select soon
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if an argument is null
    /// @throws IllegalArgumentException if the key's channel is no [SocketChannel]
    public CompletionStage<CloseReport> close(SelectionKey key, CloseBudget budget, Runnable wakeUp) {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(wakeUp, "wakeUp");
        SocketChannel channel = channelOf(key);
        key.cancel();
        CompletionStage<CloseReport> stage = close(channel, budget);
        wakeUp.run();
        return stage;
    }

    private static SocketChannel channelOf(SelectionKey key) {
        if (key.channel() instanceof SocketChannel channel) {
            return channel;
        }
        throw new IllegalArgumentException(
                "the key is that of " + key.channel() + "; hand over a key of a SocketChannel");
    }

    /// Sends the last bytes of a channel and closes it within the budget of the pool, see
    /// [#sendAndClose(SocketChannel, CloseBudget, ByteBuffer...)].
    ///
    /// @param channel the connection
    /// @param last the bytes to send
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if an argument is null
    public CompletionStage<SendReport> sendAndClose(SocketChannel channel, ByteBuffer... last) {
        return sendAndClose(channel, budget, last);
    }

    /// Sends the last bytes of a channel and closes it, as [GracefulClose#sendAndClose] does, without keeping the
    /// caller: what the peer sends is discarded from the first byte on, so an answer larger than its window and a
    /// peer that writes everything before it reads do not wait for each other.
    ///
    /// A channel in non-blocking mode is sent in the calling thread what it takes at once; the pool does the
    /// rest. Everything that [#close(SocketChannel, CloseBudget)] says of channels holds here too. When something
    /// stays unsent, because of a limit, an eviction or the end of the pool, the connection is reset.
    ///
    /// @param channel the connection
    /// @param budget the limits of both, the sending and the close
    /// @param last the bytes to send, between position and limit of each buffer; their memory must be left alone
    ///     until the report has come
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if an argument is null
    public CompletionStage<SendReport> sendAndClose(SocketChannel channel, CloseBudget budget, ByteBuffer... last) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(budget, "budget");
        Parting parting = new Parting(last);
        return begin(new Lingerer(channel, budget, parting, askedAlways)).thenApply(parting::report);
    }

    /// Sends the last bytes of a channel that is registered with somebody's selector and closes it: cancels the
    /// key as [#close(SelectionKey, CloseBudget, Runnable)] does.
    ///
    /// @param key a key whose channel is a [SocketChannel]; also a cancelled one
    /// @param budget the limits of both, the sending and the close
    /// @param wakeUp makes the thread of the selector select soon
    /// @param last the bytes to send, see [#sendAndClose(SocketChannel, CloseBudget, ByteBuffer...)]
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if an argument is null
    /// @throws IllegalArgumentException if the key's channel is no [SocketChannel]
    public CompletionStage<SendReport> sendAndClose(
            SelectionKey key, CloseBudget budget, Runnable wakeUp, ByteBuffer... last) {
        Objects.requireNonNull(wakeUp, "wakeUp");
        SocketChannel channel = channelOf(key);
        key.cancel();
        CompletionStage<SendReport> stage = sendAndClose(channel, budget, last);
        wakeUp.run();
        return stage;
    }

    /// Closes a socket within the budget of the pool, see [#close(Socket, CloseBudget)].
    ///
    /// @param socket the connection, also an `SSLSocket`
    /// @return completed with the report when the connection is closed
    /// @throws NullPointerException if the socket is null
    public CompletionStage<CloseReport> close(Socket socket) {
        return close(socket, budget);
    }

    /// Closes a socket. One that belongs to a channel is closed as its channel. Any other takes a thread
    /// while it lingers: a virtual one where the JVM has them (21 and later); before, 32 threads serve all, and
    /// the time spent waiting for one counts towards the total limit.
    ///
    /// @param socket the connection, also an `SSLSocket`; one that is closed already is left alone, one
    ///     that was never connected is just closed
    /// @param budget the limits
    /// @return completed with the report when the connection is closed
    /// @throws NullPointerException if an argument is null
    public CompletionStage<CloseReport> close(Socket socket, CloseBudget budget) {
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(budget, "budget");
        SocketChannel channel = GracefulClose.channelOf(socket);
        if (channel != null) {
            return close(channel, budget);
        }
        return sockets.close(socket, closed ? budget.withTotal(Duration.ZERO) : budget);
    }

    /// Sends the last bytes of a socket and closes it within the budget of the pool, see
    /// [#sendAndClose(Socket, CloseBudget, ByteBuffer...)].
    ///
    /// @param socket the connection, also an `SSLSocket`
    /// @param last the bytes to send
    /// @return completed with the report when the connection is closed
    /// @throws NullPointerException if an argument is null
    public CompletionStage<SendReport> sendAndClose(Socket socket, ByteBuffer... last) {
        return sendAndClose(socket, budget, last);
    }

    /// Sends the last bytes of a socket and closes it, as [GracefulClose#sendAndClose] does, without keeping the
    /// caller. One that belongs to a channel is closed as its channel. Any other takes a thread, as in
    /// [#close(Socket, CloseBudget)], and while it sends one more: they are virtual where the JVM has such. Nobody
    /// else may write to it meanwhile.
    ///
    /// When something stays unsent, because of a limit, an eviction or the end of the pool, the connection is
    /// reset. A pool that has ended gives the sending a quarter of a second.
    ///
    /// @param socket the connection, also an `SSLSocket`; one that is closed already is left alone
    /// @param budget the limits of both, the sending and the close
    /// @param last the bytes to send, see [#sendAndClose(SocketChannel, CloseBudget, ByteBuffer...)]
    /// @return completed with the report when the connection is closed
    /// @throws NullPointerException if an argument is null
    public CompletionStage<SendReport> sendAndClose(Socket socket, CloseBudget budget, ByteBuffer... last) {
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(budget, "budget");
        SocketChannel channel = GracefulClose.channelOf(socket);
        if (channel != null) {
            return sendAndClose(channel, budget, last);
        }
        return sockets.sendAndClose(socket, LastBytes.of(last), closed ? budget.noLongerThan(AFTER_END) : budget);
    }

    /// Closes an asynchronous channel within the budget of the pool, see
    /// [#close(AsynchronousSocketChannel, CloseBudget)].
    ///
    /// @param channel the connection
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if the channel is null
    public CompletionStage<CloseReport> close(AsynchronousSocketChannel channel) {
        return close(channel, budget);
    }

    /// Closes an asynchronous channel as [GracefulClose#closeAsync] does, under the cap of the pool and no longer
    /// than it. The threads of the channel's own group drain it.
    ///
    /// @param channel the connection; what is said of it there holds here too
    /// @param budget the limits
    /// @return completed with the report when the connection is closed, never exceptionally
    /// @throws NullPointerException if an argument is null
    public CompletionStage<CloseReport> close(AsynchronousSocketChannel channel, CloseBudget budget) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(budget, "budget");
        return asynchronous.close(channel, closed ? budget.withIdle(Duration.ZERO) : budget);
    }

    /// Counts the connections that were handed over and not yet reported.
    ///
    /// @return a snapshot
    public int lingering() {
        return loop.lingering()
                + sockets.lingering().size()
                + asynchronous.lingering().size();
    }

    boolean isRunning() {
        return loop.thread().isRunning();
    }

    void interruptThread() {
        loop.thread().interrupt();
    }

    void breakSelector() {
        loop.readiness().breakSelector();
    }

    /// Ends the pool within the total time of [CloseBudget#SHORT], see [#close(Duration)].
    @Override
    public void close() {
        close(CloseBudget.SHORT.total());
    }

    /// Ends the pool: those that linger go on within their budgets for the given time; what is left then is
    /// closed and reported as [CloseOutcome#EVICTED]. Blocks until all are closed, and their reports on their
    /// way. An interrupt of the calling thread brings the end forward to now; its interrupt status is set then.
    ///
    /// May be called again, to wait or to shorten the time. A connection that is handed over afterwards is
    /// half-closed, drained of what has arrived, and closed at once. The [shared][#shared()] pool goes on:
    /// for it, the call does nothing.
    ///
    /// @param deadline the longest time from now; zero or less ends all at once
    /// @throws NullPointerException if it is null
    public void close(Duration deadline) {
        long nanos = Math.min(CloseBudget.saturatedNanos(deadline), Long.MAX_VALUE >> 2);
        if (shared) {
            return;
        }
        closed = true;
        long end = System.nanoTime() + Math.max(0, nanos);
        loop.endAt(end);
        boolean interrupted = false;
        try {
            asynchronous.lingering().end(end);
            sockets.lingering().end(end);
            loop.thread().awaitEnd();
        } catch (InterruptedException e) {
            interrupted = true;
            loop.endAt(System.nanoTime());
            sockets.lingering().evictAll();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
