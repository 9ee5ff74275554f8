package dev.finwait.server;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseReport;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// The connections of a listener that have not ended, and the counts of those that have.
///
/// @param <C> what they are
final class Connections<C extends Closeable> {
    private static final int CLOSERS = 32;

    private final Acceptor<C> acceptor;
    private final Set<C> open = new HashSet<>(); // guarded by this
    private final Set<C> cutOff = new HashSet<>(); // guarded by this
    private long unserved; // guarded by this
    private boolean stopping; // guarded by this
    private long served; // guarded by this
    private long closedAtDeadline; // guarded by this
    private long resets; // guarded by this

    Connections(Acceptor<C> acceptor) {
        this.acceptor = acceptor;
    }

    /// Keeps a connection that nobody serves, to be closed with the others.
    synchronized void hold(C connection) {
        unserved++;
        open.add(connection);
    }

    /// Hands a connection to its handler, or closes it when nobody takes it.
    void serve(C connection, Executor executor, ConnectionHandler<? super C> handler) {
        synchronized (this) {
            open.add(connection);
        }
        try {
            executor.execute(() -> handleAndClose(connection, handler));
        } catch (RejectedExecutionException nobodyServes) {
            closeAtDeadline(connection, CloseBudget.SHORT);
        }
    }

    private void handleAndClose(C connection, ConnectionHandler<? super C> handler) {
        try {
            handler.handle(connection);
        } catch (IOException thisConnectionOnly) {
            // The handler's own business; the close below tells the peer as much as can be told.
        } finally {
            ended(connection, acceptor.close(connection, CloseBudget.DEFAULT), true);
        }
    }

    synchronized void stopping() {
        stopping = true;
    }

    synchronized long open() {
        return open.size();
    }

    synchronized long served() {
        return served;
    }

    synchronized long closedAtDeadline() {
        return closedAtDeadline;
    }

    synchronized long resets() {
        return resets;
    }

    /// Waits until none has a handler.
    ///
    /// @return whether none is open
    synchronized boolean awaitNone(Countdown time) throws InterruptedException {
        while (open.size() > unserved && !time.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, time.left());
        }
        return open.isEmpty();
    }

    /// Closes gracefully what is still open, several at once.
    void closeAll(CloseBudget budget) throws InterruptedException {
        List<C> left = snapshot();
        if (left.isEmpty()) {
            return;
        }
        ExecutorService closers = Executors.newFixedThreadPool(Math.min(CLOSERS, left.size()), Connections::daemon);
        left.forEach(connection -> closers.execute(() -> closeAtDeadline(connection, budget)));
        closers.shutdown();
        Countdown time = Countdown.of(budget.total().plusSeconds(1));
        if (!closers.awaitTermination(time.left(), TimeUnit.NANOSECONDS)) {
            closers.shutdownNow();
        }
    }

    /// Closes hard what is still open, and counts none of it as ended any more.
    ///
    /// @return how many that were
    long dropAll() {
        List<C> left = takeAll();
        for (C connection : left) {
            try {
                connection.close();
            } catch (IOException e) {
                // It is given up in any case.
            }
        }
        return left.size();
    }

    private synchronized List<C> snapshot() {
        return new ArrayList<>(open);
    }

    private synchronized List<C> takeAll() {
        List<C> left = snapshot();
        open.clear();
        cutOff.clear();
        return left;
    }

    private void closeAtDeadline(C connection, CloseBudget budget) {
        if (cutOff(connection)) {
            ended(connection, acceptor.close(connection, budget), false);
        }
    }

    private synchronized boolean cutOff(C connection) {
        return open.contains(connection) && cutOff.add(connection);
    }

    /// A handler whose connection is cut off meets an exception at once, and may be here before the close that
    /// caused it has returned. It has served nobody.
    private synchronized void ended(C connection, CloseReport report, boolean byHandler) {
        if ((byHandler && cutOff.contains(connection)) || !open.remove(connection)) {
            return;
        }
        cutOff.remove(connection);
        if (stopping) {
            served += byHandler ? 1 : 0;
            closedAtDeadline += byHandler ? 0 : 1;
            resets += report.bytesUnread().orElse(0) > 0 ? 1 : 0;
        }
        notifyAll();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "finwait-stop");
        thread.setDaemon(true);
        return thread;
    }
}
