package dev.finwait.capture.flow.connection;

/// How far apart two captures of the same packet may be.
final class Duplicates {
    /// Two captures of one packet are no further apart: 10 ms, for a bridge or a tunnel may lie
    /// between.
    static final long LONGEST_NANOS = 10_000_000L;

    /// Nothing is sent again sooner: 1 ms.
    static final long SOONEST_RETRANSMISSION_NANOS = 1_000_000L;

    private Duplicates() {}
}
