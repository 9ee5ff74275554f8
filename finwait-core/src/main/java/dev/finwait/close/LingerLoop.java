package dev.finwait.close;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Drains the channels of a pool in one thread, which runs only while there is something to do.
///
/// A round of it: wait until something can be read, hand out reports, take in new channels, look at those
/// whose peer had a moment to close, end those whose limits are over. Every step is bounded, whatever a peer
/// does.
final class LingerLoop implements Runnable {
    /// How long a channel is left alone first. Peers on a near network have closed by then.
    private static final long NAP_NANOS = 1_000_000;

    /// How often one is looked at that no selector takes.
    private static final long POLL_NANOS = 10_000_000;

    /// How often the selector runs at least, to drop channels that somebody else closed.
    private static final long SWEEP_NANOS = 250_000_000;

    private static final long IDLE_EXIT_NANOS = 5_000_000_000L;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(1);

    /// How long an evicted channel may wait for a reader in another thread.
    private static final long EVICTED_SWITCH_NANOS = 100_000_000;

    private static final long AFTER_FAILURE_NANOS = 100_000_000;

    /// Reads of one round, shared by all that are ready.
    private static final int READS_PER_ROUND = 32;

    private static final int FIRST_READS = 4;

    private final int cap;
    private final AtomicInteger lingering = new AtomicInteger();
    private final Intake intake = new Intake();
    private final Readiness readiness = new Readiness();
    private final LoopThread thread = new LoopThread(this, readiness::wakeUp);
    private final StandIn standIn = new StandIn(this::takeOver);
    private final NonBlockingMode nonBlockingMode = new NonBlockingMode(standIn, this::comeBack);
    private final Newcomers newcomers = new Newcomers();
    private final Deadlines deadlines = new Deadlines();
    private final Ages ages = new Ages();
    private final Endings endings;
    private final DiscardBuffer discardBuffer = DiscardBuffer.direct();
    private volatile @Nullable Long endAt;
    private long now;
    private long lastBusy;
    private long lastSweep;
    private int readyLastRound;
    private int ready;

    LingerLoop(int cap, Executor executor) {
        this.cap = cap;
        endings = new Endings(executor, standIn, lingering);
    }

    int lingering() {
        return lingering.get();
    }

    /// Hands a half-closed channel over. Callable from any thread; returns at once.
    void add(Lingerer lingerer) {
        lingering.incrementAndGet();
        comeBack(lingerer);
    }

    private void comeBack(Lingerer lingerer) {
        intake.add(lingerer);
        if (!thread.nudge()) {
            closeIntake();
        }
    }

    private void takeOver() {
        nonBlockingMode.replaced();
        thread.start();
    }

    /// Ends all, at the latest at a time on the clock of [System#nanoTime()]; later calls can only bring it
    /// forward.
    void endAt(long time) {
        synchronized (thread) {
            Long before = endAt;
            if (before == null || time - before < 0) {
                endAt = time;
            }
        }
        if (thread.endIfNone()) {
            closeIntake();
            thread.tellEnded();
        } else {
            thread.nudge();
        }
    }

    LoopThread thread() {
        return thread;
    }

    Readiness readiness() {
        return readiness;
    }

    @Override
    public void run() {
        lastBusy = System.nanoTime();
        boolean more = true;
        while (more) {
            try {
                more = round();
            } catch (RuntimeException | Error e) {
                // Nobody else would look after the others.
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
    }

    /// @return false when this thread is to end
    private boolean round() {
        int ripe = endings.size();
        await();
        now = System.nanoTime();
        if (!endings.handOut(ripe)) {
            return false;
        }
        takeIn();
        if (!lookAtNewcomers()) {
            return false;
        }
        endOverdue();
        endLost();
        Long end = endAt;
        if (end != null && end - now <= 0) {
            ages.forEach(this::evict);
        }
        return !isOver();
    }

    private void await() {
        // An interrupt is nobody's message here, and with it no wait would wait.
        Thread.interrupted();
        long nanos = pause(System.nanoTime());
        boolean sleeps = nanos > NAP_NANOS;
        if (sleeps) {
            thread.fallAsleep();
            // Who brought something while the loop was awake has not woken it.
            nanos = Math.min(nanos, pause(System.nanoTime()));
        }
        readyLastRound = ready;
        ready = 0;
        if (!readiness.await(nanos, this::drain)) {
            ages.forEach(this::unwatch);
        }
        if (sleeps) {
            thread.awake();
        }
    }

    private long pause(long time) {
        if (endings.size() > 0 || !intake.isEmpty()) {
            return 0;
        }
        long nanos = readiness.isWatching() ? SWEEP_NANOS : IDLE_EXIT_NANOS;
        nanos = Math.min(nanos, newcomers.firstDue(time + nanos) - time);
        Lingerer first = deadlines.first();
        if (first != null) {
            nanos = Math.min(nanos, first.due - time);
        }
        Long end = endAt;
        return end == null || ages.size() == 0 ? nanos : Math.min(nanos, end - time);
    }

    private void drain(Lingerer lingerer) {
        ready++;
        if (lingerer.done) {
            return;
        }
        CloseOutcome outcome = discard(lingerer, Math.max(1, READS_PER_ROUND / Math.max(1, readyLastRound)));
        if (outcome != null) {
            finish(lingerer, outcome);
        }
    }

    private @Nullable CloseOutcome discard(Lingerer lingerer, int reads) {
        try {
            return lingerer.advance(discardBuffer, reads);
        } catch (RuntimeException e) {
            return lingerer.failed(e);
        }
    }

    private void unwatch(Lingerer lingerer) {
        if (lingerer.registered) {
            lingerer.registered = false;
            deadlines.remove(lingerer);
            lookLater(lingerer, 0);
        }
    }

    private void takeIn() {
        Lingerer from = intake.takeAll();
        while (from != null) {
            Lingerer taken = from;
            from = taken.next;
            if (!taken.done) {
                greet(taken);
            }
        }
    }

    private void greet(Lingerer lingerer) {
        if (!lingerer.known) {
            lingerer.known = true;
            ages.add(lingerer);
        }
        lookLater(lingerer, NAP_NANOS);
        while (ages.size() > cap) {
            Lingerer leaving = ages.nextToEvict();
            if (leaving == null) {
                return;
            }
            evict(leaving);
        }
    }

    private void lookLater(Lingerer lingerer, long nanos) {
        lingerer.due = now + nanos;
        newcomers.add(lingerer);
    }

    private boolean lookAtNewcomers() {
        Lingerer lingerer = newcomers.pollDue(now);
        while (lingerer != null) {
            if (!lingerer.done) {
                if (lingerer.channel.isBlocking() && !switchMode(lingerer)) {
                    return false;
                }
                if (!lingerer.done && !lingerer.channel.isBlocking()) {
                    look(lingerer);
                }
            }
            lingerer = newcomers.pollDue(now);
        }
        return true;
    }

    /// Makes a channel non-blocking. Its total limit counts meanwhile.
    ///
    /// @return false when another thread runs the loop now
    private boolean switchMode(Lingerer lingerer) {
        long longest = lingerer.evicted ? EVICTED_SWITCH_NANOS : LONGEST_WAIT_NANOS;
        lingerer.due = now + Math.min(lingerer.limits.timeLeft(), longest);
        deadlines.add(lingerer);
        NonBlockingMode.Result result = nonBlockingMode.enter(lingerer);
        if (result == NonBlockingMode.Result.DONE) {
            deadlines.remove(lingerer);
            if (lingerer.channel.isBlocking()) {
                finish(lingerer, lingerer.failed(new IOException("the channel could not be made non-blocking")));
            }
        }
        return result != NonBlockingMode.Result.REPLACED;
    }

    private void look(Lingerer lingerer) {
        deadlines.remove(lingerer);
        lingerer.clearLinger();
        if (lingerer.evicted) {
            evict(lingerer);
            return;
        }
        CloseOutcome outcome = lingerer.limits.timeOutcome();
        if (lingerer.limits.timeLeft() > 0) {
            outcome = discard(lingerer, FIRST_READS);
        }
        if (outcome == null && lingerer.limits.idleLeft() <= 0) {
            outcome = CloseOutcome.IDLE_LIMIT;
        }
        if (outcome == null) {
            outcome = watch(lingerer);
        }
        if (outcome != null) {
            finish(lingerer, outcome);
        }
    }

    private @Nullable CloseOutcome watch(Lingerer lingerer) {
        try {
            if (readiness.add(lingerer)) {
                lingerer.lookAround();
                lingerer.due = nextLimit(lingerer);
                deadlines.add(lingerer);
            } else {
                lookLater(lingerer, POLL_NANOS);
            }
            return null;
        } catch (IOException | RuntimeException e) {
            return lingerer.failed(e);
        }
    }

    private long nextLimit(Lingerer lingerer) {
        Limits limits = lingerer.limits;
        return now + Math.min(LONGEST_WAIT_NANOS, Math.min(limits.timeLeft(), limits.idleLeft()));
    }

    private void endOverdue() {
        Lingerer first = deadlines.first();
        while (first != null && first.due - now <= 0) {
            CloseOutcome outcome = overdue(first);
            if (outcome == null) {
                first.due = nextLimit(first);
                deadlines.changed(first);
            } else {
                finish(first, outcome);
            }
            first = deadlines.first();
        }
    }

    private @Nullable CloseOutcome overdue(Lingerer lingerer) {
        CloseOutcome outcome = lingerer.channel.isBlocking() ? null : discard(lingerer, 1);
        if (outcome != null) {
            return outcome;
        }
        if (lingerer.evicted) {
            return CloseOutcome.EVICTED;
        }
        if (lingerer.limits.timeLeft() <= 0) {
            return lingerer.limits.timeOutcome();
        }
        return lingerer.limits.idleLeft() <= 0 ? CloseOutcome.IDLE_LIMIT : null;
    }

    /// Channels that somebody else closed.
    private void endLost() {
        if (readiness.hasLost() && now - lastSweep >= SWEEP_NANOS / 2) {
            lastSweep = now;
            ages.forEach(lingerer -> {
                if (!lingerer.channel.isOpen()) {
                    finish(lingerer, CloseOutcome.CLOSED_CONCURRENTLY);
                }
            });
        }
    }

    /// What has arrived is taken first, because it would make the close a reset.
    private void evict(Lingerer lingerer) {
        if (lingerer.channel.isBlocking() && lingerer.place < 0) {
            // A newcomer, whose turn comes within the length of a nap.
            lingerer.evicted = true;
            ages.remove(lingerer);
            return;
        }
        CloseOutcome outcome = lingerer.channel.isBlocking() ? null : discard(lingerer, 1);
        finish(lingerer, outcome == null ? CloseOutcome.EVICTED : outcome);
    }

    private void finish(Lingerer lingerer, CloseOutcome outcome) {
        lingerer.done = true;
        if (!lingerer.evicted) {
            ages.remove(lingerer);
        }
        deadlines.remove(lingerer);
        readiness.forget(lingerer);
        endings.add(lingerer, lingerer.close(outcome));
    }

    private boolean isOver() {
        boolean watches = ages.size() > 0 || deadlines.first() != null || !newcomers.isEmpty();
        if (watches || endings.size() > 0 || !intake.isEmpty()) {
            lastBusy = now;
            return false;
        }
        boolean ends = endAt != null;
        if (!ends && now - lastBusy < IDLE_EXIT_NANOS) {
            return false;
        }
        readiness.close();
        if (ends) {
            thread.end();
            closeIntake();
            thread.tellEnded();
            return true;
        }
        thread.retire();
        return (intake.isEmpty() && endAt == null) || !thread.resume();
    }

    /// Callable from any thread once the loop has ended: nobody lingers then.
    private void closeIntake() {
        intake.closeAll(lingering);
    }
}
