package dev.finwait.close;

import java.time.Duration;
import java.util.Objects;

/// The limits within which a graceful close waits for its peer. Whichever is reached first ends the wait.
///
/// Immutable, and safe for use by several threads.
///
/// @param total the longest time that the close may take
/// @param idle the longest silence of the peer, counted from its last byte
/// @param drainedBytes the number of bytes that are read and discarded at the most
public record CloseBudget(Duration total, Duration idle, long drainedBytes) {
    /// Checks the limits.
    ///
    /// @throws IllegalArgumentException if a limit is negative
    public CloseBudget {
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(idle, "idle");
        if (drainedBytes < 0) {
            throw new IllegalArgumentException("drainedBytes < 0: " + drainedBytes);
        }
    }
}
