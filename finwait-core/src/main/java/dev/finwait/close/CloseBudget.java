package dev.finwait.close;

import java.time.Duration;
import java.util.Objects;

/// The limits within which a graceful close waits for its peer. Whichever is reached first ends the
/// wait, and the connection is closed then, whatever its peer does.
///
/// A total limit is also a minimum upload speed: a peer that needs longer to send what is on its way is
/// cut off although it makes progress. So the total is best kept generous, and a peer that has stopped
/// is left to the idle limit. Against a peer that sends for ever stand the total and the number of
/// bytes.
///
/// Start from [#DEFAULT] or [#SHORT] and change what differs:
///
/// ```java
/// CloseBudget patient = CloseBudget.DEFAULT.withTotal(Duration.ofMinutes(5));
/// ```
///
/// Immutable, and safe for use by several threads. Later versions may add limits; the constructor with
/// these three will stay and leave the new ones open.
///
/// @param total the longest time that the close may take; zero means half-close and close without
///     draining
/// @param idle the longest silence of the peer, counted from its last byte, at first from the
///     half-close; zero means that only what has already arrived is drained. Without effect when it is
///     longer than the total, which is allowed
/// @param drainedBytes the number of bytes that may be read and discarded; the first byte beyond ends
///     the close. Zero means that the close waits for end-of-stream, but ends when any data arrives
public record CloseBudget(Duration total, Duration idle, long drainedBytes) {
    /// 30 seconds in all, 5 seconds of silence, 256 MiB.
    ///
    /// The times are those of nginx (`lingering_time`, `lingering_timeout`), which many peers have been
    /// tried against. nginx has no limit on bytes; this one lets an upload of common size end by itself
    /// and bounds what a peer that floods can cost.
    ///
    /// The calling thread is blocked meanwhile. A server that has few threads, or many doubtful peers,
    /// takes [#SHORT].
    public static final CloseBudget DEFAULT =
            new CloseBudget(Duration.ofSeconds(30), Duration.ofSeconds(5), 256L << 20);

    /// 2 seconds in all, 1 second of silence, 1 MiB: for peers under suspicion, and for a process that
    /// is stopping.
    public static final CloseBudget SHORT = new CloseBudget(Duration.ofSeconds(2), Duration.ofSeconds(1), 1L << 20);

    /// Checks the limits.
    ///
    /// @throws NullPointerException if a duration is null
    /// @throws IllegalArgumentException if a limit is negative
    public CloseBudget {
        requireNotNegative(total, "total");
        requireNotNegative(idle, "idle");
        if (drainedBytes < 0) {
            throw new IllegalArgumentException("drainedBytes is negative: " + drainedBytes + "; use 0 or more");
        }
    }

    /// Returns this budget with another total.
    ///
    /// @param total the longest time that the close may take
    /// @return the changed copy
    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if it is negative
    public CloseBudget withTotal(Duration total) {
        return new CloseBudget(total, idle, drainedBytes);
    }

    /// Returns this budget with another limit on the peer's silence.
    ///
    /// @param idle the longest silence of the peer
    /// @return the changed copy
    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if it is negative
    public CloseBudget withIdle(Duration idle) {
        return new CloseBudget(total, idle, drainedBytes);
    }

    /// Returns this budget with another limit on drained bytes.
    ///
    /// @param drainedBytes the number of bytes that may be read and discarded; [Long#MAX_VALUE] is no
    ///     limit
    /// @return the changed copy
    /// @throws IllegalArgumentException if it is negative
    public CloseBudget withDrainedBytes(long drainedBytes) {
        return new CloseBudget(total, idle, drainedBytes);
    }

    long totalNanos() {
        return saturatedNanos(total);
    }

    long idleNanos() {
        return saturatedNanos(idle);
    }

    /// A duration beyond 292 years has no number of nanoseconds; it stands for "no limit".
    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    private static void requireNotNegative(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + duration + "; use zero or more");
        }
    }
}
