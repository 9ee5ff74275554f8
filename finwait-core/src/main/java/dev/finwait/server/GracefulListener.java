package dev.finwait.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A listening socket that can be stopped without resetting anybody.
///
/// Closing a listener resets every connection in its accept queue: clients whose handshake is done, who
/// perhaps have sent their request, and whom the server has not accepted yet. They read "Connection reset" at
/// each restart of a busy server. This class stops in order:
///
/// 1. New connections are kept away: with `finwait-linux` by the kernel, so that a successor on the same port
///    (SO_REUSEPORT) gets them or clients try again; elsewhere nothing can be done about them.
/// 2. Handshakes under way are waited for, and the accept queue is emptied; each connection is served.
/// 3. The listener is closed.
/// 4. The handlers get time to end. What is open then is closed gracefully, then hard.
///
/// ```java
/// GracefulListener<Socket> listener = GracefulListener.over(new ServerSocket(8080));
/// listener.stopAtExit(StopBudget.DEFAULT, report -> System.err.println(report));
/// listener.serve(Executors.newCachedThreadPool(), socket -> answer(socket)); // until stopped
/// ```
///
/// It takes the listener over: nobody else may accept from it, set its timeout, or close it. The socket goes
/// on listening in the meantime, also before [#serve].
///
/// Thread-safe.
///
/// @param <C> what it accepts: `Socket` or `SocketChannel`
public final class GracefulListener<C extends Closeable> implements AutoCloseable {
    /// The longest wait that nothing ends, where nothing can wake an accept.
    private static final Duration SLICE = Duration.ofMillis(100);

    private final Acceptor<C> acceptor;
    private final Connections<C> connections;
    private final CountDownLatch loopEnded = new CountDownLatch(1);
    private volatile boolean stopping;
    /// What becomes of accepted connections; guarded by this.
    private @Nullable Consumer<C> taker;

    /// Guarded by the stop lock.
    private @Nullable StopReport report;

    private final Object stopLock = new Object();

    private GracefulListener(Acceptor<C> acceptor) {
        this.acceptor = acceptor;
        connections = new Connections<>(acceptor);
    }

    /// Takes over a bound server socket.
    ///
    /// @param listener a bound, open one, without a channel
    /// @return the graceful listener
    /// @throws IllegalArgumentException if it is not bound, closed, or the view of a channel
    /// @throws NullPointerException if it is null
    public static GracefulListener<Socket> over(ServerSocket listener) {
        require(listener.getChannel() == null, "the server socket belongs to a channel; hand over the channel");
        require(listener.isBound() && !listener.isClosed(), "the server socket is not bound or closed; bind it first");
        return new GracefulListener<>(new SocketAcceptor(listener));
    }

    /// Takes over a bound server channel, also a Unix-domain one. It is set to non-blocking mode.
    ///
    /// @param listener a bound, open one, blocking or not, that is registered with no selector: with one, its
    ///     close would leave it listening until that selector runs. Cancel the key and let the selector run
    /// @return the graceful listener
    /// @throws IllegalArgumentException if it is not bound, closed, or registered
    /// @throws IOException if no selector can be opened
    /// @throws NullPointerException if it is null
    public static GracefulListener<SocketChannel> over(ServerSocketChannel listener) throws IOException {
        require(!listener.isRegistered(), "the server channel is registered with a selector; cancel its key first");
        require(
                listener.isOpen() && listener.getLocalAddress() != null,
                "the server channel is not bound or closed; bind it first");
        return new GracefulListener<>(new ChannelAcceptor(listener));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /// Accepts and serves until [#stop] is called, in the calling thread. Called once.
    ///
    /// @param executor runs the handlers; it has to go on accepting work while the listener stops
    /// @param handler serves each connection; the listener closes it gracefully afterwards
    /// @throws IOException if accepting fails for another reason than the stop, for example for want of
    ///     descriptors; the listener is still to be stopped then
    /// @throws IllegalStateException if it was called before, or the listener is stopped
    public void serve(Executor executor, ConnectionHandler<? super C> handler) throws IOException {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(handler, "handler");
        Consumer<C> serving = start(connection -> connections.serve(connection, executor, handler));
        try {
            while (!stopping) {
                C connection = acceptor.accept(SLICE);
                if (connection != null) {
                    serving.accept(connection);
                }
            }
        } finally {
            loopEnded.countDown();
        }
    }

    private synchronized Consumer<C> start(Consumer<C> serving) {
        if (taker != null) {
            throw new IllegalStateException(
                    "serve was called before, or the listener is stopped; make one listener for each server socket");
        }
        taker = serving;
        return serving;
    }

    /// Stops within [StopBudget#DEFAULT].
    @Override
    public void close() {
        stop(StopBudget.DEFAULT);
    }

    /// Stops listening and serving, in the order that the class describes, and returns when all has ended. An
    /// interrupt ends the waiting for handlers and closes what is open. Further calls wait for the first and
    /// return its report.
    ///
    /// @param budget the limits
    /// @return what was done
    /// @throws NullPointerException if it is null
    public StopReport stop(StopBudget budget) {
        Objects.requireNonNull(budget, "budget");
        synchronized (stopLock) {
            StopReport done = report;
            if (done == null) {
                done = stopOnce(budget);
                report = done;
            }
            return done;
        }
    }

    private StopReport stopOnce(StopBudget budget) {
        Countdown clock = Countdown.of(Duration.ZERO);
        connections.stopping();
        Consumer<C> queued = endLoop();
        QueueDrain<C> queue = new QueueDrain<>(acceptor, queued);
        OptionalLong left = emptyAndClose(queue, budget);
        long stillOpen = endConnections(budget);
        return new StopReport(
                queue.method(),
                queue.accepted(),
                connections.served(),
                connections.closedAtDeadline(),
                stillOpen,
                left,
                connections.resets() + left.orElse(0),
                Duration.ofNanos(clock.elapsed()));
    }

    /// Ends the accept loop; whoever was not served yet is closed gracefully when there is none.
    private Consumer<C> endLoop() {
        stopping = true;
        acceptor.wakeUp();
        Consumer<C> current;
        synchronized (this) {
            current = taker;
            taker = current == null ? connections::hold : current;
            if (current == null) {
                return connections::hold;
            }
        }
        Interrupts.run(loopEnded::await);
        return current;
    }

    private OptionalLong emptyAndClose(QueueDrain<C> queue, StopBudget budget) {
        // An interrupted thread could not wait for a connection.
        boolean interrupted = Thread.interrupted();
        try {
            queue.run(budget);
        } catch (IOException acceptingFailed) {
            // What is still queued is counted.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        OptionalLong left = queue.left();
        closeListener();
        return left;
    }

    private void closeListener() {
        try {
            acceptor.close();
        } catch (IOException e) {
            // It listens no more; nothing is left to do about it.
        }
    }

    private long endConnections(StopBudget budget) {
        try {
            if (connections.awaitNone(Countdown.of(budget.serving()))) {
                return 0;
            }
            connections.closeAll(budget.closing());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return connections.dropAll();
    }

    /// Stops this listener when the JVM ends in order: by SIGTERM, SIGINT, or `System.exit`. The JVM waits for
    /// it, so the budget must be shorter than what the system leaves the process before it kills it. The
    /// JVM's other shutdown hooks run at the same time; what handlers need must not be closed in them.
    ///
    /// @param budget the limits
    /// @param listener is told what was done, in the hook's thread; it must not call `System.exit`
    /// @return takes the hook off again when closed
    /// @throws IllegalStateException if the JVM is ending already
    public ExitHook stopAtExit(StopBudget budget, Consumer<? super StopReport> listener) {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(listener, "listener");
        return ExitHook.add(() -> listener.accept(stop(budget)));
    }
}
