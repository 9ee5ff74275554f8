package dev.finwait.close;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Aborts a close that is stuck behind another thread's lock when its time is over.
///
/// One daemon thread looks at all of them a few times a second. To arm costs no system call, because most closes
/// end before anybody need look. The thread starts with the first close that needs it and ends after some
/// seconds without any.
final class Watchdog {
    private static final long TICK_NANOS = 50_000_000;
    private static final long IDLE_TICKS = 100;

    /// A close that is not stuck notices its deadline itself and ends in better order, so it goes first.
    private static final long GRACE_NANOS = 20_000_000;

    private static final Set<Watchdog> ARMED = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean RUNNING = new AtomicBoolean();

    private final Abort abort;
    private final LongSupplier overdueIn;
    private volatile boolean hurried;
    private volatile long hurryFrom;
    private volatile boolean fired;

    private Watchdog(Abort abort, LongSupplier overdueIn) {
        this.abort = abort;
        this.overdueIn = overdueIn;
    }

    /// Closes from another thread than the one that is stuck.
    @FunctionalInterface
    interface Abort {
        void run() throws IOException;
    }

    /// Watches a close.
    ///
    /// @param abort makes its blocked calls return
    /// @param overdueIn the nanoseconds until it should have ended, asked in another thread
    static Watchdog arm(Abort abort, LongSupplier overdueIn) {
        Watchdog watchdog = new Watchdog(abort, overdueIn);
        ARMED.add(watchdog);
        ensureRunning();
        return watchdog;
    }

    /// Leaves the close the time to notice an interrupt and to take what has arrived, and no more.
    void hurry() {
        hurryFrom = System.nanoTime();
        hurried = true;
    }

    boolean fired() {
        return fired;
    }

    void disarm() {
        ARMED.remove(this);
    }

    private boolean isOverdue() {
        boolean hurryOver = hurried && System.nanoTime() - hurryFrom > 2 * Transport.SLICE_NANOS + GRACE_NANOS;
        return hurryOver || overdueIn.getAsLong() < -GRACE_NANOS;
    }

    /// In a thread of its own: the abort of an exotic socket may block, and the others' deadlines must not wait.
    private void fire() {
        if (ARMED.remove(this)) {
            fired = true;
            newDaemon(this::abort).start();
        }
    }

    private void abort() {
        try {
            abort.run();
        } catch (IOException e) {
            // The closing thread meets the same condition and reports it.
        }
    }

    private static void ensureRunning() {
        if (!RUNNING.get() && RUNNING.compareAndSet(false, true)) {
            newDaemon(Watchdog::watch).start();
        }
    }

    private static void watch() {
        int idle = 0;
        while (idle < IDLE_TICKS) {
            LockSupport.parkNanos(TICK_NANOS);
            idle = ARMED.isEmpty() ? idle + 1 : 0;
            ARMED.stream().filter(Watchdog::isOverdue).forEach(Watchdog::fire);
        }
        RUNNING.set(false);
        // One may have been armed after the last look, by a thread that saw this one running.
        if (!ARMED.isEmpty()) {
            ensureRunning();
        }
    }

    /// Keeps nothing of the application alive: no inherited thread-locals, no context class loader.
    private static Thread newDaemon(Runnable work) {
        Thread thread = new Thread(null, work, "finwait-watchdog", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
