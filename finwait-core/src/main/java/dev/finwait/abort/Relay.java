package dev.finwait.abort;

import java.io.IOException;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/// Copies bytes between two connections and passes on how each of them ends: a half-close as a half-close,
/// a reset as a reset.
///
/// A relay that answers every ending with `close()` turns a finished upload into a reset and, worse, a
/// broken download into one that looks complete. This one keeps the difference:
///
/// - One side ends its stream: the other side's output is shut, and the opposite direction goes on.
/// - One side is reset: the other one is reset by [Abort].
/// - Anything else fails: both are reset, since an unfinished stream must not look finished.
///
/// ```java
/// RelayReport report = Relay.run(client, server, Executors.defaultThreadFactory());
/// if (!report.isOrderly()) {
///     logger.log(Level.INFO, "cut: {0}", report);
/// }
/// ```
///
/// It has no time limit of its own; set SO_TIMEOUT on the sockets to end silent ones. A reset that comes
/// after a side's end-of-stream is noticed when something is next written to that side. TLS sockets cannot
/// be half-closed by every peer; relay their plain bytes only between ends that can.
public final class Relay {
    private final RelaySide first;
    private final RelaySide second;
    private volatile boolean aborted;

    private Relay(Socket first, Socket second) {
        this.first = new RelaySide(first);
        this.second = new RelaySide(second);
    }

    /// Copies both ways until both directions have ended, and closes both sockets. One direction runs in
    /// the calling thread. An interrupt does not end it (on a virtual thread the JDK closes the socket it
    /// waits for); closing one of the sockets does.
    ///
    /// @param first a connected socket in blocking use
    /// @param second another one
    /// @param threads makes the one thread that copies the other direction
    /// @return what was passed on and how it ended
    /// @throws NullPointerException if an argument is null
    /// @throws IllegalStateException if the factory makes no thread; both sockets are closed then
    public static RelayReport run(Socket first, Socket second, ThreadFactory threads) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        return new Relay(first, second).copyBothWays(Objects.requireNonNull(threads, "threads"));
    }

    private RelayReport copyBothWays(ThreadFactory threads) {
        RelayFlow forward = new RelayFlow(this, first, second);
        RelayFlow backward = new RelayFlow(this, second, first);
        try {
            Thread other = threads.newThread(backward);
            if (other == null) {
                throw new IllegalStateException("the thread factory made no thread; the relay was not started");
            }
            other.start();
            forward.run();
            joinUninterruptibly(other);
        } finally {
            closeBoth();
        }
        return new RelayReport(forward.result(), backward.result());
    }

    /// Resets both sides once, for whichever direction comes first.
    ///
    /// @return whether this call was the first
    synchronized boolean abort() {
        if (aborted) {
            return false;
        }
        aborted = true;
        Abort.reset(first.socket());
        Abort.reset(second.socket());
        return true;
    }

    boolean isAborted() {
        return aborted;
    }

    /// After an orderly end nothing is unread and both FINs are out, so this resets nobody.
    private void closeBoth() {
        close(first.socket());
        close(second.socket());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Both directions have ended; a failure to close adds nothing for the caller.
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
