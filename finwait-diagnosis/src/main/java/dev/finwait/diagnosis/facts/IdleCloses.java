package dev.finwait.diagnosis.facts;

import java.util.List;

/// How long connections of one service had been idle when the service closed them.
///
/// @param count how many such closes were seen
/// @param shortestNanos the shortest idle time
/// @param typicalNanos the median idle time
/// @param longestNanos the longest idle time
/// @param buckets how often each idle time was seen, rounded, in ascending order
public record IdleCloses(long count, long shortestNanos, long typicalNanos, long longestNanos, List<Bucket> buckets) {
    /// None was seen.
    public static final IdleCloses NONE = new IdleCloses(0, -1, -1, -1, List.of());

    /// Takes a copy of the list.
    public IdleCloses {
        buckets = List.copyOf(buckets);
    }

    /// One rounded idle time.
    ///
    /// @param nanos the lower end of the bucket
    /// @param count how often
    public record Bucket(long nanos, long count) {}
}
