package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;

/// Whether a connection goes on after a reset as if nothing had been: each side acknowledged something new, or the end
/// that is said to have been reset acknowledged what the other sent after the reset.
final class Life {
    /// Two processors may store a reset before the segment it answers, a moment earlier: 1 ms.
    static final long SWAPPED_NANOS = 1_000_000L;

    private boolean clientAcknowledged;
    private boolean serverAcknowledged;
    private boolean otherAnswered;

    /// A side acknowledged more than before. What was only stored in the wrong order does not count.
    ///
    /// @param byClient which
    /// @param live the connection, which took it
    /// @param resetByClient who had reset it
    /// @param sentBefore what the other side had sent before the reset
    /// @param nanosLater how long after the reset
    void acknowledged(boolean byClient, Connection live, boolean resetByClient, long sentBefore, long nanosLater) {
        boolean answersResetter = byClient != resetByClient && live.half(!byClient).acknowledged > sentBefore;
        if (answersResetter || nanosLater > SWAPPED_NANOS) {
            clientAcknowledged |= byClient;
            serverAcknowledged |= !byClient;
            otherAnswered |= answersResetter;
        }
    }

    boolean goesOn() {
        return otherAnswered || (clientAcknowledged && serverAcknowledged);
    }
}
