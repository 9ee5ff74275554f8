package dev.finwait.close;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Aborts a close that is stuck behind another thread's lock when its time is over.
///
/// One daemon thread serves all; it starts with the first close that needs it and ends after some idle seconds.
final class Watchdog {
    private static final long IDLE_EXIT_SECONDS = 5;

    /// A close that is not stuck notices its deadline itself and ends in better order, so it goes first.
    private static final long GRACE_NANOS = 20_000_000;

    /// Beyond this a deadline is none; it also keeps the scheduler's arithmetic from overflowing.
    private static final long LONGEST_NANOS = Long.MAX_VALUE >> 2;

    private static final ScheduledThreadPoolExecutor SCHEDULER = newScheduler();

    private final Transport transport;
    private final List<Future<?>> alarms = new ArrayList<>(2); // guarded by this
    private boolean disarmed; // guarded by this
    private volatile boolean fired;

    private Watchdog(Transport transport) {
        this.transport = transport;
    }

    static Watchdog arm(Transport transport, long nanos) {
        Watchdog watchdog = new Watchdog(transport);
        watchdog.alarmIn(nanos);
        return watchdog;
    }

    /// Leaves the close the time to notice an interrupt and to take what has arrived, and no more.
    void hurry() {
        alarmIn(2 * Transport.SLICE_NANOS);
    }

    private synchronized void alarmIn(long nanos) {
        if (!disarmed) {
            long delay = Math.min(nanos, LONGEST_NANOS) + GRACE_NANOS;
            alarms.add(SCHEDULER.schedule(this::fire, delay, TimeUnit.NANOSECONDS));
        }
    }

    boolean fired() {
        return fired;
    }

    synchronized void disarm() {
        disarmed = true;
        alarms.forEach(alarm -> alarm.cancel(false));
    }

    /// In a thread of its own: the abort of an exotic socket may block, and the others' deadlines must not wait.
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
