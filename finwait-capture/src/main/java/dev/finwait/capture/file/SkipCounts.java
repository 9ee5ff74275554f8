package dev.finwait.capture.file;

import java.util.Map;
import java.util.TreeMap;

/// How often something was left out, by reason. Not thread-safe.
@SuppressWarnings("EnumOrdinal") // counting must not box, and the numbers are never stored
public final class SkipCounts {
    private static final Skip[] REASONS = Skip.values();

    private final long[] counts = new long[REASONS.length];

    /// Nothing so far.
    public SkipCounts() {}

    /// Counts one more.
    ///
    /// @param reason why it was left out
    public void add(Skip reason) {
        counts[reason.ordinal()]++;
    }

    /// How many so far.
    ///
    /// @param reason why they were left out
    /// @return how many
    public long of(Skip reason) {
        return counts[reason.ordinal()];
    }

    /// All counts that are not zero.
    ///
    /// @return counts by [Skip#id()], sorted, a copy
    public Map<String, Long> byId() {
        Map<String, Long> named = new TreeMap<>();
        for (Skip reason : REASONS) {
            if (of(reason) > 0) {
                named.put(reason.id(), of(reason));
            }
        }
        return named;
    }
}
