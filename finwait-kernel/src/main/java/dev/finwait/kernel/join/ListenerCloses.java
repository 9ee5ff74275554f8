package dev.finwait.kernel.join;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Listening sockets that were closed a moment ago, by port: what waited in their queues is reset.
///
/// For one thread.
final class ListenerCloses {
    private static final int MOST = 1024;
    private static final long AROUND_NANOS = 1_000_000_000L;

    private final Map<Integer, Change> closes = new LinkedHashMap<>();

    void add(int port, Change close) {
        closes.remove(port);
        closes.put(port, close);
        if (closes.size() > MOST) {
            closes.remove(closes.keySet().iterator().next());
        }
    }

    /// The close of a listening socket on this port around a moment.
    Optional<Change> around(int port, long nanos) {
        return Optional.ofNullable(closes.get(port)).filter(close -> Math.abs(nanos - close.nanos()) < AROUND_NANOS);
    }
}
