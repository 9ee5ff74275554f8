package dev.finwait.close;

import java.time.Duration;
import java.util.function.LongSupplier;

/// What is left of a [CloseBudget]. Differences of the clock only, so it may start and wrap anywhere.
final class Limits {
    private final CloseBudget budget;
    private final LongSupplier nanoClock;
    private final long start;
    private long lastByte;
    private long drained;

    Limits(CloseBudget budget, LongSupplier nanoClock) {
        this.budget = budget;
        this.nanoClock = nanoClock;
        start = nanoClock.getAsLong();
        lastByte = start;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoClock.getAsLong() - start);
    }

    /// From here the peer's silence counts.
    void startIdle() {
        lastByte = nanoClock.getAsLong();
    }

    void drained(int count) {
        drained += count;
        lastByte = nanoClock.getAsLong();
    }

    long drained() {
        return drained;
    }

    long totalLeft() {
        return budget.totalNanos() - (nanoClock.getAsLong() - start);
    }

    long idleLeft() {
        return budget.idleNanos() - (nanoClock.getAsLong() - lastByte);
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
