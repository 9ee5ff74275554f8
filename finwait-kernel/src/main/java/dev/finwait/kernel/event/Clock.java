package dev.finwait.kernel.event;

import java.time.Instant;

/// Turns times of the trace clock `mono`, which is [System#nanoTime()] on Linux, into times since
/// 1970.
final class Clock {
    private static final int TRIES = 5;
    /// A clock that was set moves at once; one that is only slewed is followed within a second.
    private static final long MEASURE_EVERY_NANOS = 1_000_000_000L;

    private long offset = measure();
    private long measured = System.nanoTime();

    /// The present, after the clocks were compared once more if that is long ago.
    ///
    /// @return nanoseconds since 1970
    long update() {
        long now = System.nanoTime();
        if (now - measured >= MEASURE_EVERY_NANOS) {
            measured = now;
            offset = measure();
        }
        return now + offset;
    }

    long epoch(long mono) {
        return mono + offset;
    }

    long mono(long epoch) {
        return epoch - offset;
    }

    /// Of some tries the one that took the shortest time errs the least.
    private static long measure() {
        long best = 0;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            Instant wall = Instant.now();
            long after = System.nanoTime();
            if (after - before < shortest) {
                shortest = after - before;
                long epoch = wall.getEpochSecond() * 1_000_000_000L + wall.getNano();
                best = epoch - before - (after - before) / 2;
            }
        }
        return best;
    }
}
