package dev.finwait.kernel.counters;

/// The counters at one moment. -1 where the kernel has no such counter.
final class CounterSample {
    private final long begin;
    private final long end;
    private final long[] tcp;
    private final long[] tcpExt;

    /// Takes charge of the arrays.
    ///
    /// @param begin when reading them began
    /// @param end when it had ended
    /// @param tcp those of `/proc/net/snmp`
    /// @param tcpExt those of `/proc/net/netstat`
    CounterSample(long begin, long end, long[] tcp, long[] tcpExt) {
        this.begin = begin;
        this.end = end;
        this.tcp = tcp;
        this.tcpExt = tcpExt;
    }

    long begin() {
        return begin;
    }

    long end() {
        return end;
    }

    /// How far a counter of `/proc/net/snmp` has moved since an earlier sample, -1 when it is not
    /// known.
    long tcpSince(int index, CounterSample earlier) {
        return moved(earlier.tcp[index], tcp[index]);
    }

    /// How far a counter of `/proc/net/netstat` has moved since an earlier sample, -1 when it is
    /// not known.
    long tcpExtSince(int index, CounterSample earlier) {
        return moved(earlier.tcpExt[index], tcpExt[index]);
    }

    private static long moved(long before, long after) {
        return before < 0 || after < 0 ? -1 : after - before;
    }
}
