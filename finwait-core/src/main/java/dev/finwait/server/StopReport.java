package dev.finwait.server;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/// What stopping a listener did. Immutable.
///
/// @param method how newcomers were kept away
/// @param acceptedWhileStopping connections that were taken from the accept queue after the stop began; a
///     plain close would have reset them
/// @param served connections whose handler ended after the stop began, and that were then closed gracefully
/// @param closedAtDeadline connections whose handler had not ended in time, or that no handler took, and that
///     were closed gracefully
/// @param stillOpen connections that did not end within the closing budget either and were closed hard
/// @param leftInQueue connections in the accept queue when the listener was closed, which reset them; more
///     than zero only when the time for accepting was too short. Empty where it cannot be told
/// @param resets connections that are known to have been reset by the stop: those left in the queue and those
///     closed with unread input
/// @param elapsed how long the stop took
public record StopReport(
        StopMethod method,
        long acceptedWhileStopping,
        long served,
        long closedAtDeadline,
        long stillOpen,
        OptionalLong leftInQueue,
        long resets,
        Duration elapsed) {
    /// Checks the components.
    ///
    /// @throws NullPointerException if one is null
    public StopReport {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(leftInQueue, "leftInQueue");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /// Tells whether the stop is known to have reset nobody: newcomers were kept away, the queue was emptied,
    /// and every connection ended in time.
    ///
    /// @return false also where that cannot be known
    public boolean isClean() {
        return method.isSealed() && leftInQueue.orElse(1) == 0 && resets == 0 && stillOpen == 0;
    }
}
