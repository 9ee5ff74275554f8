package dev.finwait.kernel.join;

import dev.finwait.kernel.event.Ends;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections known, as many as memory allows: those that are open, and for a while those that
/// have ended, since a
/// reset may answer what comes too late.
///
/// For one thread.
final class ConnectionTable {
    /// As long as the kernel keeps TIME_WAIT or an orphan in FIN_WAIT2 (60 s), twice.
    private static final long KEPT_NANOS = 120_000_000_000L;

    private record Ended(Connection connection, long nanos) {}

    private final int most;
    private final Map<Ends, Connection> open = new LinkedHashMap<>();
    private final Map<Ends, Ended> ended = new LinkedHashMap<>();
    private long forgotten;

    /// Makes an empty table.
    ///
    /// @param most how many connections are kept open, and how many that have ended
    ConnectionTable(int most) {
        this.most = most;
    }

    @Nullable
    Connection find(Ends ends) {
        Connection found = open.get(ends);
        if (found != null) {
            return found;
        }
        Ended past = ended.get(ends);
        return past == null ? null : past.connection();
    }

    /// Adds a connection, in the place of another one between the same ends.
    Connection add(Ends ends) {
        ended.remove(ends);
        open.remove(ends);
        Connection connection = new Connection(ends);
        open.put(ends, connection);
        if (open.size() > most) {
            removeFirst(open);
            forgotten++;
        }
        return connection;
    }

    /// Moves a connection to those that have ended.
    void end(Connection connection, long nanos) {
        if (open.remove(connection.ends(), connection)) {
            ended.put(connection.ends(), new Ended(connection, nanos));
            if (ended.size() > most) {
                removeFirst(ended);
            }
        }
    }

    /// Forgets what has ended long ago.
    void expire(long nanos) {
        Iterator<Ended> oldest = ended.values().iterator();
        while (oldest.hasNext() && nanos - oldest.next().nanos() > KEPT_NANOS) {
            oldest.remove();
        }
    }

    private static void removeFirst(Map<Ends, ?> map) {
        Iterator<Ends> first = map.keySet().iterator();
        first.next();
        first.remove();
    }

    /// Open connections that were forgotten for want of room.
    long forgotten() {
        return forgotten;
    }

    int size() {
        return open.size() + ended.size();
    }
}
