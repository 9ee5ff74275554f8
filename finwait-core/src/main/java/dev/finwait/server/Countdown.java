package dev.finwait.server;

import java.time.Duration;

/// A time that runs out.
final class Countdown {
    private final long start = System.nanoTime();
    private final long nanos;

    private Countdown(long nanos) {
        this.nanos = nanos;
    }

    static Countdown of(Duration duration) {
        // Longer than 73 years is for ever.
        boolean finite = duration.compareTo(Duration.ofNanos(Long.MAX_VALUE >> 2)) < 0;
        return new Countdown(finite ? duration.toNanos() : Long.MAX_VALUE >> 2);
    }

    long left() {
        return nanos - elapsed();
    }

    boolean isOver() {
        return left() <= 0;
    }

    long elapsed() {
        return System.nanoTime() - start;
    }
}
