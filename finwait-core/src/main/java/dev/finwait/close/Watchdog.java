package dev.finwait.close;

import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Aborts a close that is stuck behind another thread's lock when its time is over.
///
/// One daemon thread serves all; it starts with the first close that needs it and ends after some idle
/// seconds.
final class Watchdog {
    private static final long IDLE_EXIT_SECONDS = 5;

    /// A close that is not stuck notices its deadline itself and ends in better order, so it goes first.
    private static final long GRACE_NANOS = 20_000_000;

    /// Beyond this a deadline is none; it also keeps the scheduler's arithmetic from overflowing.
    private static final long LONGEST_NANOS = Long.MAX_VALUE >> 2;

    private static final ScheduledThreadPoolExecutor SCHEDULER = newScheduler();

    private final Transport transport;
    private final ScheduledFuture<?> alarm;
    private volatile boolean fired;

    private Watchdog(Transport transport, long nanos) {
        this.transport = transport;
        alarm = SCHEDULER.schedule(this::fire, Math.min(nanos, LONGEST_NANOS) + GRACE_NANOS, TimeUnit.NANOSECONDS);
    }

    static Watchdog arm(Transport transport, long nanos) {
        return new Watchdog(transport, nanos);
    }

    boolean fired() {
        return fired;
    }

    void disarm() {
        alarm.cancel(false);
    }

    /// In a thread of its own: the abort of an exotic socket may block, and the others' deadlines must
    /// not wait for it.
    private void fire() {
        fired = true;
        newDaemon(this::abort).start();
    }

    private void abort() {
        try {
            transport.abort();
        } catch (IOException e) {
            // The closing thread meets the same condition and reports it.
        }
    }

    private static ScheduledThreadPoolExecutor newScheduler() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, Watchdog::newDaemon);
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setKeepAliveTime(IDLE_EXIT_SECONDS, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        return scheduler;
    }

    /// Keeps nothing of the application alive: no inherited thread-locals, no context class loader.
    private static Thread newDaemon(Runnable work) {
        Thread thread = new Thread(null, work, "finwait-watchdog", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
