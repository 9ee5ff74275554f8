package dev.finwait.kernel.join;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Connections whose reset has been seen and whose last echo has not, maybe.
///
/// For one thread.
final class Settling {
    /// A round trip and a retransmission of most paths.
    private static final long QUIET_NANOS = 300_000_000L;
    /// On a busy host the kernel is slow to tell what lay in a socket that it destroyed.
    private static final long DESTROYED_NANOS = 600_000_000L;
    /// A verdict comes within a second.
    private static final long LONGEST_NANOS = 800_000_000L;

    private record Entry(Connection connection, long nanos) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::nanos));

    void add(Connection connection) {
        entries.add(new Entry(connection, connection.firstReset() + QUIET_NANOS));
    }

    /// Takes what has settled.
    void take(long nanos, Consumer<Connection> settled) {
        Entry entry = entries.peek();
        while (entry != null && entry.nanos() <= nanos) {
            entries.remove();
            Connection connection = entry.connection();
            long due = due(connection);
            if (due <= nanos) {
                settled.accept(connection);
            } else {
                entries.add(new Entry(connection, due));
            }
            entry = entries.peek();
        }
    }

    private static long due(Connection connection) {
        long quiet = Math.min(connection.lastReset() + QUIET_NANOS, connection.firstReset() + LONGEST_NANOS);
        return connection.lacksQueues() ? Math.max(quiet, connection.firstReset() + DESTROYED_NANOS) : quiet;
    }
}
