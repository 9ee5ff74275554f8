package dev.finwait.kernel.process;

/// In which network namespace somebody lives, as seen from this process. Counters and sockets are
/// those of one namespace.
public enum Whereabouts {
    /// In the same one.
    HERE,

    /// In another one.
    ELSEWHERE,

    /// Nobody could look before it was gone.
    UNKNOWN
}
