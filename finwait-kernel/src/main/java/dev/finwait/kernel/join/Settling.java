package dev.finwait.kernel.join;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Connections whose reset has been seen and whose last echo has not, maybe. They are looked at
/// when their first reset is 300 ms old, and those that must wait longer every 50 ms from then on:
/// all wait equally long in either queue, so that neither needs to be sorted.
///
/// For one thread.
final class Settling {
    /// A round trip and a retransmission of most paths.
    private static final long QUIET_NANOS = 300_000_000L;
    /// Both ends of one reset are seen at almost the same time.
    private static final long ALMOST_NANOS = 5_000_000L;

    private static final long AGAIN_NANOS = 50_000_000L;
    /// On a busy host the kernel is slow to tell what lay in a socket that it destroyed.
    private static final long DESTROYED_NANOS = 600_000_000L;
    /// A verdict comes within a second.
    private static final long LONGEST_NANOS = 800_000_000L;

    private record Entry(Connection connection, long nanos) {}

    private final Deque<Connection> fresh = new ArrayDeque<>();
    private final Deque<Entry> waiting = new ArrayDeque<>();

    void add(Connection connection) {
        fresh.addLast(connection);
    }

    /// Takes what has settled.
    void take(long nanos, Consumer<Connection> settled) {
        Connection first = fresh.peekFirst();
        while (first != null && (!isOpen(first) || first.firstReset() + QUIET_NANOS <= nanos)) {
            fresh.removeFirst();
            settle(first, first.firstReset() + QUIET_NANOS, nanos, settled);
            first = fresh.peekFirst();
        }
        Entry entry = waiting.peekFirst();
        while (entry != null && entry.nanos() <= nanos) {
            waiting.removeFirst();
            settle(entry.connection(), entry.nanos(), nanos, settled);
            entry = waiting.peekFirst();
        }
    }

    private void settle(Connection connection, long wasDue, long nanos, Consumer<Connection> settled) {
        if (!isOpen(connection) || due(connection) <= nanos + ALMOST_NANOS) {
            settled.accept(connection);
        } else {
            waiting.addLast(new Entry(connection, wasDue + AGAIN_NANOS));
        }
    }

    /// Whether it has not been told meanwhile, in favour of another connection between the same
    /// ends.
    private static boolean isOpen(Connection connection) {
        return connection.isReset() && !connection.told();
    }

    private static long due(Connection connection) {
        long quiet = Math.min(connection.lastReset() + QUIET_NANOS, connection.firstReset() + LONGEST_NANOS);
        return connection.lacksQueues() ? Math.max(quiet, connection.firstReset() + DESTROYED_NANOS) : quiet;
    }
}
