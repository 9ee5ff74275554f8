package dev.finwait.diagnosis.surroundings;

import org.jspecify.annotations.Nullable;

/// What one end that many connections share, a host or a service, did lately: the resets it sent, the
/// connections it closed first, and the TTL of its packets. Not thread-safe.
public sealed class HostHistory permits ServiceHistory {
    private @Nullable Instants resets;
    private @Nullable Instants closes;
    private int ttl = -1;
    private boolean steady = true;

    /// Knows nothing yet.
    public HostHistory() {}

    /// This end reset a connection of its own accord. Times must not run backwards.
    ///
    /// @param nanos when, since 1970
    /// @param unused whether it had never sent data on it
    public final void reset(long nanos, boolean unused) {
        if (resets == null) {
            resets = new Instants();
        }
        resets.add(nanos, unused);
    }

    /// This end sent the first FIN of a connection. Times must not run backwards.
    ///
    /// @param nanos when, since 1970
    public final void closed(long nanos) {
        if (closes == null) {
            closes = new Instants();
        }
        closes.add(nanos, false);
    }

    /// A packet other than a reset came from this end.
    ///
    /// @param seen its TTL or hop limit
    public final void showed(int seen) {
        steady &= ttl < 0 || ttl == seen;
        ttl = seen;
    }

    /// The TTL of its packets. One that varies tells nothing: several machines may share the address, or a router
    /// captured packets on their way in and out.
    ///
    /// @return the TTL or hop limit, -1 when no packet was seen or they differ
    public final int ttl() {
        return steady ? ttl : -1;
    }

    /// How many connections this end reset within 20 ms of an instant of the last seconds.
    ///
    /// @param nanos the instant
    /// @param since what came before it does not count
    /// @return the number
    public final int resetsAround(long nanos, long since) {
        return resets == null ? 0 : resets.around(nanos, since);
    }

    /// How many of these it had never sent data on.
    ///
    /// @param nanos the instant
    /// @param since what came before it does not count
    /// @return the number
    public final int unusedResetsAround(long nanos, long since) {
        return resets == null ? 0 : resets.markedAround(nanos, since);
    }

    /// How many connections this end closed first within 20 ms of an instant of the last seconds.
    ///
    /// @param nanos the instant
    /// @param since what came before it does not count
    /// @return the number
    public final int closesAround(long nanos, long since) {
        return closes == null ? 0 : closes.around(nanos, since);
    }

    /// Whether this end closed or reset further connections after those of an instant, which a dead
    /// process does not.
    ///
    /// @param nanos the instant
    /// @return whether it went on
    final boolean endedMoreAfter(long nanos) {
        return (resets != null && resets.goOnAfter(nanos)) || (closes != null && closes.goOnAfter(nanos));
    }

    /// Whether two instants count as one.
    ///
    /// @param one an instant
    /// @param other another
    /// @return whether they are at most 20 ms apart
    public static boolean isAtOnce(long one, long other) {
        return Math.abs(one - other) <= Instants.AT_ONCE_NANOS;
    }
}
