package dev.finwait.close;

import java.time.Duration;
import java.util.Objects;

/// The limits within which a graceful close waits for its peer. Whichever is reached first ends the
/// wait, and the connection is closed then, whatever its peer does.
///
/// A total limit alone is also a minimum upload speed: a peer that needs longer to send what is on its
/// way is cut off although it makes progress. So a budget can name the speed itself: when the total is
/// over, a peer that keeps at least the minimum rate is drained further, one that falls below is not.
/// The rate is that of the last idle time. Such a close takes no longer than the greater of the total
/// and `drainedBytes / minimumRate`, and one idle time more.
///
/// The idle limit follows the round-trip time where that is known, see [#idleFor(Duration)]: a near peer
/// that has gone silent is given up sooner than a far one.
///
/// Start from [#DEFAULT], [#SHORT] or [#PATIENT] and change what differs:
///
/// ```java
/// CloseBudget budget = CloseBudget.DEFAULT.withTotal(Duration.ofMinutes(1)).withMinimumRate(100_000);
/// ```
///
/// Immutable, and safe for use by several threads. Later versions may add limits; the constructor with
/// the first three will stay and leave the new ones open.
///
/// @param total the longest time that the close may take, unless the peer keeps the minimum rate; zero
///     means half-close and close without draining
/// @param idle the longest silence of the peer, counted from its last byte, at first from the
///     half-close; zero means that only what has already arrived is drained. Without effect when it is
///     longer than the total, which is allowed
/// @param drainedBytes the number of bytes that may be read and discarded; the first byte beyond ends
///     the close. Zero means that the close waits for end-of-stream, but ends when any data arrives
/// @param minimumRate the speed in bytes per second that lets a peer go on after the total; zero means
///     that the total ends every close
/// @param idleFloor what the idle limit is not shortened below for a near peer. At or above the idle
///     limit, that one is fixed
public record CloseBudget(Duration total, Duration idle, long drainedBytes, long minimumRate, Duration idleFloor) {
    /// 30 seconds in all, 5 seconds of silence (1 of a near peer), 256 MiB, and beyond the 30 seconds
    /// 32 KiB per second.
    ///
    /// The times are those of nginx (`lingering_time`, `lingering_timeout`), which many peers have been
    /// tried against. nginx has no limit on bytes and no rate; these let an upload of common size end by
    /// itself and bound what a peer that floods can cost.
    ///
    /// The calling thread is blocked meanwhile. A server that has few threads, or many doubtful peers,
    /// takes [#SHORT].
    public static final CloseBudget DEFAULT = new CloseBudget(
            Duration.ofSeconds(30), Duration.ofSeconds(5), 256L << 20, 32L << 10, Duration.ofSeconds(1));

    /// 2 seconds in all, 1 second of silence (a quarter of a near peer), 1 MiB, no more time for anybody: for
    /// peers under suspicion, and for a process that is stopping.
    public static final CloseBudget SHORT =
            new CloseBudget(Duration.ofSeconds(2), Duration.ofSeconds(1), 1L << 20, 0, Duration.ofMillis(250));

    /// 2 minutes in all, 30 seconds of silence (5 of a near peer), 64 GiB, and beyond the 2 minutes 1 KiB per
    /// second: for uploads from far and slow peers that are trusted to end.
    public static final CloseBudget PATIENT =
            new CloseBudget(Duration.ofMinutes(2), Duration.ofSeconds(30), 64L << 30, 1L << 10, Duration.ofSeconds(5));

    private static final int IDLE_ROUND_TRIPS = 32;

    /// Checks the limits.
    ///
    /// @throws NullPointerException if a duration is null
    /// @throws IllegalArgumentException if a limit is negative
    public CloseBudget {
        requireNotNegative(total, "total");
        requireNotNegative(idle, "idle");
        requireNotNegative(drainedBytes, "drainedBytes");
        requireNotNegative(minimumRate, "minimumRate");
        requireNotNegative(idleFloor, "idleFloor");
    }

    /// Makes a budget without a minimum rate and with a fixed idle limit.
    ///
    /// @param total the longest time that the close may take
    /// @param idle the longest silence of the peer
    /// @param drainedBytes the number of bytes that may be read and discarded
    /// @throws NullPointerException if a duration is null
    /// @throws IllegalArgumentException if a limit is negative
    public CloseBudget(Duration total, Duration idle, long drainedBytes) {
        this(total, idle, drainedBytes, 0, idle);
    }

    /// Returns this budget with another total.
    ///
    /// @param total the longest time that the close may take, unless the peer keeps the minimum rate
    /// @return the changed copy
    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if it is negative
    public CloseBudget withTotal(Duration total) {
        return new CloseBudget(total, idle, drainedBytes, minimumRate, idleFloor);
    }

    /// Returns this budget with another, fixed limit on the peer's silence.
    ///
    /// @param idle the longest silence of the peer, whatever its round-trip time
    /// @return the changed copy
    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if it is negative
    public CloseBudget withIdle(Duration idle) {
        return new CloseBudget(total, idle, drainedBytes, minimumRate, idle);
    }

    /// Returns this budget with another limit on the peer's silence that follows the round-trip time.
    ///
    /// @param floor the limit for near peers
    /// @param ceiling the limit for far peers, and where the round-trip time is unknown
    /// @return the changed copy
    /// @throws NullPointerException if one is null
    /// @throws IllegalArgumentException if one is negative
    public CloseBudget withIdle(Duration floor, Duration ceiling) {
        return new CloseBudget(total, ceiling, drainedBytes, minimumRate, floor);
    }

    /// Returns this budget with another limit on drained bytes.
    ///
    /// @param drainedBytes the number of bytes that may be read and discarded; [Long#MAX_VALUE] is no
    ///     limit
    /// @return the changed copy
    /// @throws IllegalArgumentException if it is negative
    public CloseBudget withDrainedBytes(long drainedBytes) {
        return new CloseBudget(total, idle, drainedBytes, minimumRate, idleFloor);
    }

    /// Returns this budget with another minimum rate.
    ///
    /// @param minimumRate the speed in bytes per second that lets a peer go on after the total; zero
    ///     means that the total ends every close
    /// @return the changed copy
    /// @throws IllegalArgumentException if it is negative
    public CloseBudget withMinimumRate(long minimumRate) {
        return new CloseBudget(total, idle, drainedBytes, minimumRate, idleFloor);
    }

    /// Gives the limit on the silence of a peer at a known distance: 32 round-trip times, but not below
    /// the idle floor and never above the idle limit.
    ///
    /// A sender that lost a segment is silent for its retransmission time-out, which is some 3 round-trip
    /// times and doubles with each further loss (RFC 6298): after three losses of one segment
    /// 3 + 6 + 12 = 21 of them. The floor stands for what does not shrink with the distance: the shortest
    /// time-out that systems use (200 ms on Linux) and the time that the peer's application takes.
    ///
    /// @param rtt the smoothed round-trip time
    /// @return the longest silence
    /// @throws NullPointerException if it is null
    public Duration idleFor(Duration rtt) {
        // Not Duration.multipliedBy, which computes with decimals and takes longer than anything else in a close.
        long nanos = Math.min(saturatedNanos(rtt), Long.MAX_VALUE / IDLE_ROUND_TRIPS);
        Duration wanted = Duration.ofNanos(nanos * IDLE_ROUND_TRIPS);
        Duration floored = wanted.compareTo(idleFloor) < 0 ? idleFloor : wanted;
        return floored.compareTo(idle) > 0 ? idle : floored;
    }

    /// Returns this budget with a total that is not above a limit, and that nobody outlasts.
    CloseBudget noLongerThan(Duration longest) {
        return withTotal(total.compareTo(longest) < 0 ? total : longest).withMinimumRate(0);
    }

    long totalNanos() {
        return saturatedNanos(total);
    }

    long idleNanos() {
        return saturatedNanos(idle);
    }

    /// A duration beyond 292 years has no number of nanoseconds; it stands for "no limit".
    static long saturatedNanos(Duration duration) {
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

    private static void requireNotNegative(long number, String name) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " is negative: " + number + "; use 0 or more");
        }
    }
}
