package dev.finwait.close;

/// The speed at which a peer has sent of late: a sliding window made of the current interval and of the part of
/// the one before that it still covers.
final class RateWindow {
    private static final double NANOS = 1e9;

    private final long length;
    private final long begin;
    private long intervalStart;
    private long current;
    private long previous;

    RateWindow(long lengthNanos, long now) {
        length = lengthNanos;
        begin = now;
        intervalStart = now;
    }

    void add(long bytes, long now) {
        roll(now);
        current += bytes;
    }

    /// Gives the bytes per second over the last window, or since the beginning when that is shorter.
    double rate(long now) {
        roll(now);
        double covered = 1 - (double) (now - intervalStart) / length;
        double bytes = current + previous * covered;
        return bytes * NANOS / Math.max(1, Math.min(length, now - begin));
    }

    private void roll(long now) {
        long intervals = (now - intervalStart) / length;
        if (intervals > 0) {
            previous = intervals == 1 ? current : 0;
            current = 0;
            intervalStart += intervals * length;
        }
    }
}
