package dev.finwait.capture.flow;

/// The time of a capture, which does not run backwards: a packet that comes a little before the one in
/// front of it counts
/// as of the same time.
final class CaptureClock {
    /// Further back than this, 1 s, the clock was set.
    private static final long SET_BACK_NANOS = 1_000_000_000L;

    /// Processors store packets in the wrong order by less than 1 ms, which is not worth a word.
    private static final long NORMAL_NANOS = 1_000_000L;

    private long now = Long.MIN_VALUE;
    private long backwards;

    /// Whether a packet's time is so far back that everything that waits should be settled first.
    boolean isSetBack(long nanos) {
        return nanos < now && now - nanos > SET_BACK_NANOS;
    }

    void set(long nanos) {
        now = nanos;
        backwards++;
    }

    long at(long nanos) {
        if (nanos >= now) {
            now = nanos;
        } else if (now - nanos > NORMAL_NANOS) {
            backwards++;
        }
        return now;
    }

    long now() {
        return now;
    }

    /// Packets whose time was changed by more than 1 ms, and steps of the clock.
    long backwards() {
        return backwards;
    }
}
