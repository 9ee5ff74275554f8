package dev.finwait.kernel.process;

import dev.finwait.diagnosis.facts.ProcessIdentity;

/// What is known of a task.
///
/// @param identity its process
/// @param where in which network namespace that lives
/// @param sure whether it was what it is called when it was seen; otherwise more may come to be
///     known
/// @param first when it was seen first
/// @param seen when it was seen, as it was looked up last
/// @param ends how many ends of tasks were known then
/// @param asked when that was, on the clock of [System#nanoTime()]
/// @param ended when the task ended; -1 before
record Known(
        ProcessIdentity identity,
        Whereabouts where,
        boolean sure,
        long first,
        long seen,
        long ends,
        long asked,
        long ended) {
    /// A process may become another program. It does so soon after its start: looks begin to be
    /// this far apart, then as far as it has been known for.
    private static final long SHORTEST_NANOS = 1_000_000L;

    private static final long LONGEST_NANOS = 10_000_000_000L;
    /// Long enough for the kernel's list of threads to be read once more, and shorter than a connection waits to be
    /// told, also when its events are read late.
    private static final long AGAIN_NANOS = 100_000_000L;

    /// Whether it is worth to look again.
    ///
    /// @param nanos when the task is seen
    /// @param endsNow how many ends of tasks are known
    boolean isDue(long nanos, long endsNow) {
        if (sure) {
            return nanos - seen > Math.clamp(seen - first, SHORTEST_NANOS, LONGEST_NANOS);
        }
        return ends != endsNow || System.nanoTime() - asked > AGAIN_NANOS;
    }

    /// Whether another task may have its number by now.
    boolean isOfThePast(long nanos) {
        return ended >= 0 && nanos - ended > GoneTasks.REMEMBERED_NANOS;
    }

    Known endedAt(long nanos) {
        return new Known(identity, where, sure, first, seen, ends, asked, nanos);
    }
}
