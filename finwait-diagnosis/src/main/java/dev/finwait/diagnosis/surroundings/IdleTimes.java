package dev.finwait.diagnosis.surroundings;

import dev.finwait.diagnosis.facts.IdleCloses;
import java.util.ArrayList;
import java.util.List;

/// A histogram of idle times with buckets that are at most 1.6 % wide, in a few kilobytes however many are added. Not
/// thread-safe.
final class IdleTimes {
    /// 64 buckets for each power of two.
    private static final int SUB_BITS = 6;

    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    /// The shortest that is kept apart, 2^28 ns or 268 ms, and the longest, 2^50 ns or 13 days.
    private static final int FIRST_POWER = 28;

    private static final int LAST_POWER = 50;

    private final int[] counts = new int[(LAST_POWER - FIRST_POWER) * SUB_BUCKETS];
    private long count;
    private long shortest = Long.MAX_VALUE;
    private long longest;

    void add(long nanos) {
        counts[bucketOf(nanos)]++;
        count++;
        shortest = Math.min(shortest, nanos);
        longest = Math.max(longest, nanos);
    }

    IdleCloses closes() {
        if (count == 0) {
            return IdleCloses.NONE;
        }
        List<IdleCloses.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                buckets.add(new IdleCloses.Bucket(lowerEnd(i), counts[i]));
            }
        }
        return new IdleCloses(count, shortest, median(), longest, buckets);
    }

    /// The middle of the bucket in which the median lies, but never outside of what was added.
    private long median() {
        long before = 0;
        for (int i = 0; i < counts.length; i++) {
            before += counts[i];
            if (before * 2 >= count) {
                long middle = lowerEnd(i) + (lowerEnd(i + 1) - lowerEnd(i)) / 2;
                return Math.min(longest, Math.max(shortest, middle));
            }
        }
        return longest;
    }

    private static int bucketOf(long nanos) {
        if (nanos < 1L << FIRST_POWER) {
            return 0;
        }
        if (nanos >= 1L << LAST_POWER) {
            return (LAST_POWER - FIRST_POWER) * SUB_BUCKETS - 1;
        }
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        int sub = (int) (nanos >>> (power - SUB_BITS)) & (SUB_BUCKETS - 1);
        return (power - FIRST_POWER) * SUB_BUCKETS + sub;
    }

    private static long lowerEnd(int bucket) {
        int power = FIRST_POWER + bucket / SUB_BUCKETS;
        return (SUB_BUCKETS + (long) (bucket % SUB_BUCKETS)) << (power - SUB_BITS);
    }
}
