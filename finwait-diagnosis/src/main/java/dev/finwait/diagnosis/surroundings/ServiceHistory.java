package dev.finwait.diagnosis.surroundings;

import dev.finwait.diagnosis.facts.IdleCloses;
import org.jspecify.annotations.Nullable;

/// What went on at one service, the address and port that clients call. Not thread-safe.
public final class ServiceHistory extends HostHistory {
    /// A server that closes sooner than this after its last byte was not waiting for a request: 0.5 s.
    public static final long SHORTEST_IDLE_NANOS = 500_000_000L;

    private static final long LONGEST_FAREWELL_NANOS = 50_000_000L;
    private static final int LONGEST_FAREWELL = 80;

    private long connections;
    private long lastAccepted = Long.MIN_VALUE;
    private @Nullable IdleTimes idleTimes;

    /// Knows nothing yet.
    public ServiceHistory() {}

    /// Whether data on TLS is said for goodbye, close_notify (RFC 8446 6.1) or GOAWAY (RFC 9113 6.8), and no
    /// answer: it is short, and right behind it the connection is closed.
    ///
    /// @param nanosBeforeFin how long before the FIN of its sender it came
    /// @param length its length in bytes
    /// @return whether it is
    public static boolean isFarewell(long nanosBeforeFin, int length) {
        return nanosBeforeFin < LONGEST_FAREWELL_NANOS && length <= LONGEST_FAREWELL;
    }

    /// A connection to the service was tried or found.
    public void connection() {
        connections++;
    }

    /// The service answered a SYN, and the client agreed.
    ///
    /// @param nanos when the service answered
    public void accepted(long nanos) {
        lastAccepted = Math.max(lastAccepted, nanos);
    }

    /// The service closed a connection on which all was said and acknowledged.
    ///
    /// @param idleNanos how long nobody had sent data; shorter than [#SHORTEST_IDLE_NANOS] is not
    ///     counted
    public void closedIdle(long idleNanos) {
        if (idleNanos < SHORTEST_IDLE_NANOS) {
            return;
        }
        if (idleTimes == null) {
            idleTimes = new IdleTimes();
        }
        idleTimes.add(idleNanos);
    }

    /// Connections so far.
    ///
    /// @return the number
    public long connections() {
        return connections;
    }

    /// Closes of idle connections so far.
    ///
    /// @return their idle times
    public IdleCloses idleCloses() {
        return idleTimes == null ? IdleCloses.NONE : idleTimes.closes();
    }

    /// Whether the service did something after an instant: took a connection, or ended one.
    ///
    /// @param nanos the instant
    /// @return whether it was alive
    public boolean isAliveAfter(long nanos) {
        return lastAccepted > nanos || endedMoreAfter(nanos);
    }
}
