package dev.finwait.cli.report;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The different values among many, as long as they are few. Not thread-safe.
///
/// @param <T> what is kept
public final class Few<T extends Comparable<T>> {
    /// So many are kept.
    static final int MOST = 16;

    private final SortedSet<T> kept = new TreeSet<>();
    private boolean more;

    Few() {}

    void add(T value) {
        if (kept.size() < MOST) {
            kept.add(value);
        } else if (!more) {
            more = !kept.contains(value);
        }
    }

    /// What was kept.
    ///
    /// @return the values, in order
    public SortedSet<T> kept() {
        return Collections.unmodifiableSortedSet(kept);
    }

    /// Whether there were more.
    ///
    /// @return whether some are missing
    public boolean hasMore() {
        return more;
    }
}
