package dev.finwait.capture.flow.connection;

/// What a segment was to its connection: bits that [Connection#take] returns.
public final class Taken {
    /// It brought payload that had not been seen before.
    public static final int NEW_DATA = 1;

    /// It brought its side's first FIN.
    public static final int NEW_FIN = 2;

    /// It repeated what had been sent before.
    public static final int REPEAT = 4;

    /// It was a keep-alive probe.
    public static final int PROBE = 8;

    /// It acknowledged more than was acknowledged before.
    public static final int NEW_ACKNOWLEDGMENT = 16;

    /// It completed the handshake.
    public static final int COMPLETED = 32;

    /// With it, both sides have closed and know it of each other.
    public static final int BOTH_CLOSED = 64;

    /// It came with another TTL than the one before of its side, or was the first of its side.
    public static final int OTHER_TTL = 128;

    private Taken() {}

    /// Whether a bit is set.
    ///
    /// @param taken bits
    /// @param bit one of those named here
    /// @return whether it is set
    public static boolean has(int taken, int bit) {
        return (taken & bit) != 0;
    }
}
