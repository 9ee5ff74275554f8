package dev.finwait.close;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps a loop running when its thread is held up in code that is not its own: another thread starts and
/// takes the loop over. The thread that was held up learns it when it gets free.
///
/// One thread at a time runs the loop, and only that one makes calls. What it wrote before the call is
/// visible to the one that takes over.
final class StandIn {
    private static final long PATIENCE_MILLIS = 100;
    private static final Executor CLOCK =
            CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

    /// Odd during a call.
    private final AtomicLong calls = new AtomicLong();

    private final AtomicBoolean watched = new AtomicBoolean();
    private final Runnable takeOver;

    /// @param takeOver starts the thread that goes on with the loop
    StandIn(Runnable takeOver) {
        this.takeOver = takeOver;
    }

    /// Makes a call that may take long.
    ///
    /// @param foreign what it throws is nobody's business here
    /// @return false when another thread runs the loop now, so that this one must not touch it any more
    boolean call(Runnable foreign) {
        long mine = calls.incrementAndGet();
        watch(mine);
        try {
            foreign.run();
        } catch (RuntimeException | Error e) {
            // The loop must know whose it is, whatever happens.
        }
        return calls.compareAndSet(mine, mine + 1);
    }

    private void watch(long call) {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            CLOCK.execute(() -> check(call));
        }
    }

    private void check(long watchedCall) {
        if (calls.compareAndSet(watchedCall, watchedCall + 1)) {
            takeOver.run();
        }
        watched.set(false);
        long now = calls.get();
        if (now % 2 != 0) {
            watch(now);
        }
    }
}
