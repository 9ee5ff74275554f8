package dev.finwait.close;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells which lingerers have something to read, or can be sent something. Where there is no selector, because
/// descriptors have run
/// out or because it failed, it tells of none, and the pool looks at them one by one until there is.
///
/// Used by the thread of the pool, except for [#wakeUp()].
final class Readiness {
    private static final long RETRY_NANOS = 500_000_000;

    private volatile @Nullable Selector selector;
    private volatile @Nullable Thread waiting;
    private long nextTry = System.nanoTime();
    private int registered;
    private int cancelled;

    /// Registers a lingerer.
    ///
    /// @return false when there is no selector that takes it
    /// @throws IOException if its channel is closed
    boolean add(Lingerer lingerer) throws IOException {
        Selector open = open();
        if (open == null) {
            return false;
        }
        try {
            lingerer.channel.register(open, lingerer.interest(), lingerer);
        } catch (IllegalSelectorException | ClosedSelectorException otherProviderOrBroken) {
            return false;
        }
        lingerer.registered = true;
        registered++;
        return true;
    }

    /// Takes note that a lingerer is about to be closed. Its descriptor is free after the next wait.
    void forget(Lingerer lingerer) {
        if (lingerer.registered) {
            lingerer.registered = false;
            registered--;
            cancelled++;
        }
    }

    private @Nullable Selector open() {
        if (selector == null && System.nanoTime() - nextTry >= 0) {
            try {
                selector = Selector.open();
            } catch (IOException noDescriptor) {
                nextTry = System.nanoTime() + RETRY_NANOS;
            }
        }
        return selector;
    }

    /// Waits until a lingerer has something to read, somebody wakes it up, or the time is over.
    ///
    /// @param nanos how long; 0 or less looks without waiting
    /// @param ready gets each lingerer that has something
    /// @return false when the selector failed, so that nobody is watched any more
    boolean await(long nanos, Consumer<Lingerer> ready) {
        Selector open = open();
        if (open == null) {
            park(nanos);
            return true;
        }
        cancelled = 0;
        try {
            select(open, nanos, key -> {
                Lingerer lingerer = (Lingerer) key.attachment();
                ready.accept(lingerer);
                watchFor(key, lingerer);
            });
            return true;
        } catch (IOException | ClosedSelectorException e) {
            nextTry = System.nanoTime() + RETRY_NANOS;
            close();
            return false;
        }
    }

    private static void watchFor(SelectionKey key, Lingerer lingerer) {
        if (lingerer.registered && key.isValid() && key.interestOps() != lingerer.interest()) {
            key.interestOps(lingerer.interest());
        }
    }

    private static void select(Selector open, long nanos, Consumer<SelectionKey> ready) throws IOException {
        if (nanos <= 0) {
            open.selectNow(ready);
        } else {
            open.select(ready, (nanos + 999_999) / 1_000_000);
        }
    }

    private void park(long nanos) {
        if (nanos > 0) {
            waiting = Thread.currentThread();
            LockSupport.parkNanos(this, Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(10)));
            waiting = null;
        }
    }

    /// Tells whether somebody else closed channels that are registered: the selector has then dropped them
    /// without a word.
    boolean hasLost() {
        Selector open = selector;
        return open != null && open.isOpen() && open.keys().size() - cancelled < registered;
    }

    boolean isWatching() {
        return registered > 0;
    }

    /// Ends the current wait, or the next. Callable from any thread.
    void wakeUp() {
        Selector open = selector;
        if (open != null) {
            open.wakeup();
        }
        Thread parked = waiting;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
    }

    /// Makes the selector fail, as a system may. Callable from any thread.
    void breakSelector() {
        closeQuietly(selector);
    }

    void close() {
        Selector open = selector;
        selector = null;
        registered = 0;
        cancelled = 0;
        closeQuietly(open);
    }

    private static void closeQuietly(@Nullable Selector selector) {
        if (selector != null) {
            try {
                selector.close();
            } catch (IOException e) {
                // Nothing is left to do with it.
            }
        }
    }
}
