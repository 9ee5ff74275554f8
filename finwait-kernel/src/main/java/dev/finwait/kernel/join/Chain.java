package dev.finwait.kernel.join;

import org.jspecify.annotations.Nullable;

/// Connections in the order in which they came, each in one chain at most, linked by themselves: a
/// table of many needs no further objects, and any of them can leave at once.
///
/// For one thread.
final class Chain {
    private @Nullable Connection oldest;
    private @Nullable Connection newest;
    private int size;

    /// What a connection knows of its place.
    static final class Link {
        private @Nullable Chain chain;
        private @Nullable Connection older;
        private @Nullable Connection newer;
    }

    /// Adds a connection that is in no chain.
    void add(Connection connection) {
        Link link = connection.link();
        link.chain = this;
        link.older = newest;
        if (newest == null) {
            oldest = connection;
        } else {
            newest.link().newer = connection;
        }
        newest = connection;
        size++;
    }

    /// Takes a connection out of the chain that it is in, if any.
    static void remove(Connection connection) {
        Chain chain = connection.link().chain;
        if (chain != null) {
            chain.unlink(connection.link());
        }
    }

    private void unlink(Link link) {
        if (link.older == null) {
            oldest = link.newer;
        } else {
            link.older.link().newer = link.newer;
        }
        if (link.newer == null) {
            newest = link.older;
        } else {
            link.newer.link().older = link.older;
        }
        link.chain = null;
        link.older = null;
        link.newer = null;
        size--;
    }

    boolean contains(Connection connection) {
        return connection.link().chain == this;
    }

    @Nullable
    Connection oldest() {
        return oldest;
    }

    int size() {
        return size;
    }
}
