package dev.finwait.diagnosis.surroundings;

import java.util.Arrays;

/// The times of the latest events of one kind, some of them marked, and how many lie around a given
/// instant. Keeps [#KEPT_NANOS] of them and at most [#MOST]; asking takes a binary search, so ten
/// thousand connections that end at once cost no more each than one. Not thread-safe.
final class Instants {
    /// How far two events may lie apart and still be at once.
    static final long AT_ONCE_NANOS = 20_000_000L;

    /// A reset is told at most 3 s after it was seen, so nobody asks for what is older.
    static final long KEPT_NANOS = 4_000_000_000L;

    static final int MOST = 1 << 16;

    /// Room for a few: most hosts of a scan reset one connection. A power of two, as every later
    /// size is.
    private long[] times = new long[2];

    /// For each event how many marked ones came before it, counted for ever.
    private long[] marked = new long[2];

    private long first;
    private long end;
    private long markedSoFar;

    /// Adds an event, which must not be earlier than the last one: an earlier one counts as of that
    /// time.
    void add(long nanos, boolean mark) {
        long time = end > first ? Math.max(nanos, timeAt(end - 1)) : nanos;
        while (end > first && (timeAt(first) < time - KEPT_NANOS || end - first == MOST)) {
            first++;
        }
        if (end - first == times.length) {
            grow();
        }
        times[slot(end)] = time;
        marked[slot(end)] = markedSoFar;
        markedSoFar += mark ? 1 : 0;
        end++;
    }

    /// Events at once with an instant, none of them before another one.
    int around(long nanos, long since) {
        return (int) Math.max(0, indexAfter(nanos + AT_ONCE_NANOS) - indexAfter(earliest(nanos, since) - 1));
    }

    private static long earliest(long nanos, long since) {
        return Math.max(nanos - AT_ONCE_NANOS, since);
    }

    /// Whether the latest event is later than what counts as at once.
    boolean goOnAfter(long nanos) {
        return end > first && timeAt(end - 1) > nanos + AT_ONCE_NANOS;
    }

    int markedAround(long nanos, long since) {
        long end = markedBefore(indexAfter(nanos + AT_ONCE_NANOS));
        return (int) Math.max(0, end - markedBefore(indexAfter(earliest(nanos, since) - 1)));
    }

    /// The index of the first event later than a time.
    private long indexAfter(long nanos) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (timeAt(middle) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long markedBefore(long index) {
        return index == end ? markedSoFar : marked[slot(index)];
    }

    private void grow() {
        long[] oldTimes = times;
        long[] oldMarked = marked;
        int oldMask = oldTimes.length - 1;
        times = Arrays.copyOf(oldTimes, oldTimes.length * 2);
        marked = Arrays.copyOf(oldMarked, oldMarked.length * 2);
        for (long i = first; i < end; i++) {
            times[slot(i)] = oldTimes[(int) i & oldMask];
            marked[slot(i)] = oldMarked[(int) i & oldMask];
        }
    }

    private long timeAt(long index) {
        return times[slot(index)];
    }

    private int slot(long index) {
        return (int) index & (times.length - 1);
    }
}
