package dev.finwait.bench.soak;

import java.io.File;
import java.lang.management.ManagementFactory;

/// What the process holds.
///
/// @param descriptors open descriptors
/// @param threads live platform threads
/// @param heapBytes bytes of live heap, after a collection
record Footprint(int descriptors, int threads, long heapBytes) {
    static Footprint now() {
        System.gc();
        String[] open = new File("/proc/self/fd").list();
        return new Footprint(
                open == null ? 0 : open.length,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /// Tells whether this is no more than another footprint, but for what comes and goes.
    ///
    /// @param before the earlier one
    /// @return false if something has grown
    boolean noMoreThan(Footprint before) {
        return descriptors <= before.descriptors + 16
                && threads <= before.threads + 4
                && heapBytes <= before.heapBytes + (4 << 20);
    }

    @Override
    public String toString() {
        return String.format("%5d descriptors %4d threads %7.2f MiB heap", descriptors, threads, heapBytes / 1048576.0);
    }
}
