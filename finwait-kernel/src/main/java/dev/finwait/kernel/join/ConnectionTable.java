package dev.finwait.kernel.join;

import dev.finwait.kernel.event.Ends;
import org.jspecify.annotations.Nullable;

/// The connections known, as many as memory allows: those that are open, and for a while those that
/// have ended, since a reset may answer what comes too late.
///
/// For one thread.
final class ConnectionTable {
    /// As long as the kernel keeps TIME_WAIT or an orphan in FIN_WAIT2 (60 s), twice.
    private static final long KEPT_NANOS = 120_000_000_000L;

    private final int most;
    private final ConnectionIndex all = new ConnectionIndex();
    private final Chain open = new Chain();
    private final Chain ended = new Chain();
    private long forgotten;

    /// Makes an empty table.
    ///
    /// @param most how many connections are kept open, and how many that have ended
    ConnectionTable(int most) {
        this.most = most;
    }

    /// The connection between two ends, seen from either of them.
    @Nullable
    Connection find(Ends ends) {
        return all.find(ends);
    }

    /// Adds a connection, in the place of another one between the same ends.
    ///
    /// @param ends the ends in their order
    Connection add(Ends ends) {
        forget(all.find(ends));
        Connection connection = new Connection(ends);
        all.add(connection);
        open.add(connection);
        if (open.size() > most) {
            forget(open.oldest());
            forgotten++;
        }
        return connection;
    }

    /// Moves a connection to those that have ended.
    void end(Connection connection, long nanos) {
        if (open.contains(connection)) {
            Chain.remove(connection);
            connection.ended(nanos);
            ended.add(connection);
            if (ended.size() > most) {
                forget(ended.oldest());
            }
        }
    }

    /// Forgets what has ended long ago.
    void expire(long nanos) {
        Connection oldest = ended.oldest();
        while (oldest != null && nanos - oldest.endedAt() > KEPT_NANOS) {
            forget(oldest);
            oldest = ended.oldest();
        }
    }

    private void forget(@Nullable Connection connection) {
        if (connection != null) {
            Chain.remove(connection);
            all.remove(connection);
        }
    }

    /// Open connections that were forgotten for want of room.
    long forgotten() {
        return forgotten;
    }

    int size() {
        return all.size();
    }
}
