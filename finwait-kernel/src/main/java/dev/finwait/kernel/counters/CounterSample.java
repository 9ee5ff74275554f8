package dev.finwait.kernel.counters;

/// The counters at one moment. -1 where the kernel has no such counter.
///
/// @param begin when reading them began
/// @param end when it had ended
/// @param tcp those of `/proc/net/snmp`
/// @param tcpExt those of `/proc/net/netstat`
record CounterSample(long begin, long end, long[] tcp, long[] tcpExt) {
    /// How far a counter has moved.
    ///
    /// @param before its value before
    /// @param after its value after
    /// @return the difference; -1 when it is not known
    static long moved(long before, long after) {
        return before < 0 || after < 0 ? -1 : after - before;
    }
}
