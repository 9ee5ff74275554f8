package dev.finwait.close;

import java.time.Duration;
import java.util.function.LongSupplier;

/// What is left of a [CloseBudget]. Differences of the clock only, so it may start and wrap anywhere. Used by
/// the closing thread alone, except for [#overdueIn()].
final class Limits {
    private static final long SHORTEST_WINDOW = 1_000_000_000L;
    private static final long LONGEST_WINDOW = 30 * SHORTEST_WINDOW;

    /// How soon the rate of a peer that is allowed to go on is looked at again.
    private static final long RATE_CHECK_NANOS = 50_000_000;

    private final CloseBudget budget;
    private final LongSupplier nanoClock;
    private final long start;
    private final long windowNanos;
    private final RateWindow window;
    private long idleNanos;
    private volatile long lastByte; // written by the closing thread only
    private volatile long drained; // written by the closing thread only
    private volatile boolean moving; // written by the closing thread only

    Limits(CloseBudget budget, LongSupplier nanoClock) {
        this.budget = budget;
        this.nanoClock = nanoClock;
        idleNanos = budget.idleNanos();
        start = nanoClock.getAsLong();
        lastByte = start;
        windowNanos = Math.max(SHORTEST_WINDOW, Math.min(LONGEST_WINDOW, idleNanos));
        window = new RateWindow(windowNanos, start);
    }

    Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

    long elapsedNanos() {
        return nanoClock.getAsLong() - start;
    }

    /// Fits the idle limit to the distance of the peer.
    void adaptTo(Duration rtt) {
        idleNanos = CloseBudget.saturatedNanos(budget.idleFor(rtt));
    }

    /// From here the peer's silence counts.
    void startIdle() {
        lastByte = nanoClock.getAsLong();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void drained(int count) {
        long now = nanoClock.getAsLong();
        drained += count;
        moved(count, now);
    }

    /// Bytes of this side went out: a peer that takes them makes progress as one that sends does.
    void sent(long count) {
        moved(count, nanoClock.getAsLong());
    }

    private void moved(long count, long now) {
        lastByte = now;
        moving = true;
        window.add(count, now);
    }

    long drained() {
        return drained;
    }

    /// The time until the total is over; after that, the time until a peer that keeps the minimum rate is
    /// looked at again.
    ///
    /// @return zero or less when the close must end
    long timeLeft() {
        long now = nanoClock.getAsLong();
        long totalLeft = budget.totalNanos() - (now - start);
        if (totalLeft > 0 || budget.minimumRate() == 0 || window.rate(now) < budget.minimumRate()) {
            return totalLeft;
        }
        return RATE_CHECK_NANOS;
    }

    /// Names the limit that was reached when no time is left.
    CloseOutcome timeOutcome() {
        return budget.minimumRate() > 0 && moving ? CloseOutcome.RATE_LIMIT : CloseOutcome.TOTAL_LIMIT;
    }

    long idleLeft() {
        return idleNanos - (nanoClock.getAsLong() - lastByte);
    }

    /// The time until the close must have ended, if nothing more is drained; for another thread.
    long overdueIn() {
        long now = nanoClock.getAsLong();
        long totalLeft = budget.totalNanos() - (now - start);
        boolean mayOutlast = budget.minimumRate() > 0 && moving;
        return mayOutlast ? Math.max(totalLeft, windowNanos - (now - lastByte)) : totalLeft;
    }

    boolean bytesExceeded() {
        return drained > budget.drainedBytes();
    }

    /// The bytes that one read may take: one more than allowed, because only that one tells that the
    /// peer goes on.
    int bytesWanted() {
        return (int) Math.min(Integer.MAX_VALUE - 1, budget.drainedBytes() - drained) + 1;
    }
}
