package dev.finwait.cli.report;

import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How long connections had been silent when they were closed or forgotten, and somebody used them again and met a
/// reset. Not thread-safe.
///
/// Buckets of equal width on a logarithmic scale from one second to a day and a half.
public final class Silences {
    /// The number of buckets.
    public static final int BUCKETS = 32 * 17;

    private static final double PER_OCTAVE = 32;
    private static final double SECOND = 1e9;

    private final Map<End, long[]> counts = new EnumMap<>(End.class);
    private long total;

    /// How the silence ended.
    public enum End {
        /// One side said goodbye with a FIN, and the other sent after it.
        CLOSED,

        /// Nobody said anything; the next data met a reset.
        FORGOTTEN
    }

    Silences() {
        for (End end : End.values()) {
            counts.put(end, new long[BUCKETS]);
        }
    }

    void add(Verdict verdict) {
        WireFacts wire = verdict.facts().wire();
        if (wire == null) {
            return;
        }
        switch (verdict.cause()) {
            case KEEPALIVE_RACE, REQUEST_CROSSED_FIN, WRITE_AFTER_CLOSE ->
                add(End.CLOSED, beforeGoodbye(wire.from(wire.reset().from())));
            case STATE_LOST, IDLE_FORGOTTEN, FLOW_MOVED -> add(End.FORGOTTEN, wire.idleNanosBefore());
            default -> {
                // The length of a silence has nothing to do with it.
            }
        }
    }

    /// From its last data to its FIN.
    private static long beforeGoodbye(Direction closer) {
        return closer.fin() == null || closer.lastData() == null
                ? -1
                : closer.fin().nanosSince(closer.lastData());
    }

    void add(End end, long nanos) {
        if (nanos >= SECOND) {
            of(end)[Math.min(BUCKETS - 1, bucketOf(nanos))]++;
            total++;
        }
    }

    private long[] of(End end) {
        return Objects.requireNonNull(counts.get(end));
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
    /// @param end how they ended
    /// @return connections
    public long count(int bucket, End end) {
        return of(end)[bucket];
    }

    /// How many silences fell into a bucket, however they ended.
    ///
    /// @param bucket its index, from 0
    /// @return connections
    public long count(int bucket) {
        return count(bucket, End.CLOSED) + count(bucket, End.FORGOTTEN);
    }

    /// Where a bucket begins.
    ///
    /// @param bucket its index, from 0; [#BUCKETS] for the end of the last one
    /// @return seconds
    public static double secondsAt(int bucket) {
        return Math.pow(2, bucket / PER_OCTAVE);
    }
}
