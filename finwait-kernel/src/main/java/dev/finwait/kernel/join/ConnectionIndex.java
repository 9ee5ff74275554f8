package dev.finwait.kernel.join;

import dev.finwait.kernel.event.Ends;
import org.jspecify.annotations.Nullable;

/// Finds connections by their ends, from whichever side these are seen. Connections are linked by
/// themselves, so that a table of many needs no further objects.
///
/// For one thread.
final class ConnectionIndex {
    private @Nullable Connection[] buckets = new Connection[1024];
    private int size;

    @Nullable
    Connection find(Ends ends) {
        Connection found = buckets[bucket(ends)];
        while (found != null && !isBetween(found, ends)) {
            found = found.nextInBucket();
        }
        return found;
    }

    private static boolean isBetween(Connection connection, Ends ends) {
        Ends own = connection.ends();
        return own.equals(ends) || own.isSwapped(ends);
    }

    /// Adds a connection between ends that no other one in here has.
    void add(Connection connection) {
        if (size == buckets.length) {
            grow();
        }
        insert(connection);
        size++;
    }

    private void insert(Connection connection) {
        int bucket = bucket(connection.ends());
        connection.nextInBucket(buckets[bucket]);
        buckets[bucket] = connection;
    }

    /// Removes a connection that is in here.
    void remove(Connection connection) {
        int bucket = bucket(connection.ends());
        Connection before = null;
        Connection at = buckets[bucket];
        while (at != null && at != connection) {
            before = at;
            at = at.nextInBucket();
        }
        if (at != null) {
            if (before == null) {
                buckets[bucket] = at.nextInBucket();
            } else {
                before.nextInBucket(at.nextInBucket());
            }
            at.nextInBucket(null);
            size--;
        }
    }

    private void grow() {
        @Nullable Connection[] old = buckets;
        buckets = new Connection[2 * old.length];
        for (@Nullable Connection first : old) {
            Connection at = first;
            while (at != null) {
                Connection next = at.nextInBucket();
                insert(at);
                at = next;
            }
        }
    }

    private int bucket(Ends ends) {
        return ends.pairHash() & (buckets.length - 1);
    }

    int size() {
        return size;
    }
}
