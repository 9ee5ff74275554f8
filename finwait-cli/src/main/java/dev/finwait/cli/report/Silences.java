package dev.finwait.cli.report;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.verdict.Verdict;

/// How long connections had been silent when somebody used them again and met a reset. Not thread-safe.
///
/// Buckets of equal width on a logarithmic scale from one second to a day.
public final class Silences {
    /// The number of buckets.
    public static final int BUCKETS = 8 * 17;

    private static final double PER_OCTAVE = 8;
    private static final double SECOND = 1e9;

    private final long[] counts = new long[BUCKETS];
    private long total;

    Silences() {}

    void add(Verdict verdict) {
        if (verdict.facts().wire() != null && followsSilence(verdict.cause())) {
            add(verdict.facts().wire().idleNanosBefore());
        }
    }

    void add(long nanos) {
        if (nanos >= SECOND) {
            counts[Math.min(BUCKETS - 1, bucketOf(nanos))]++;
            total++;
        }
    }

    /// Whether the length of the silence has to do with the cause.
    private static boolean followsSilence(Cause cause) {
        return switch (cause) {
            case KEEPALIVE_RACE, REQUEST_CROSSED_FIN, WRITE_AFTER_CLOSE, STATE_LOST, IDLE_FORGOTTEN, FLOW_MOVED -> true;
            default -> false;
        };
    }

    private static int bucketOf(long nanos) {
        return (int) Math.floor(Math.log(nanos / SECOND) / Math.log(2) * PER_OCTAVE);
    }

    /// How many silences were counted.
    ///
    /// @return connections
    public long total() {
        return total;
    }

    /// How many silences fell into a bucket.
    ///
    /// @param bucket its index, from 0
    /// @return connections
    public long count(int bucket) {
        return counts[bucket];
    }

    /// Where a bucket begins.
    ///
    /// @param bucket its index, from 0; [#BUCKETS] for the end of the last one
    /// @return seconds
    public static double secondsAt(int bucket) {
        return Math.pow(2, bucket / PER_OCTAVE);
    }
}
