package dev.finwait.kernel.join;

import dev.finwait.kernel.event.Ends;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Listening sockets that were closed a moment ago, by port: what waited in their queues is reset.
///
/// For one thread.
final class Listeners {
    private static final int MOST = 1024;
    private static final long REMEMBERED_NANOS = 1_000_000_000L;
    /// The wildcard of IPv4 as [Ends] holds it.
    private static final long ANY_MAPPED = 0xffffL << 32;

    private record Closed(Ends listener, Change close) {
        boolean held(long high, long low) {
            boolean any = listener.localHigh() == 0 && (listener.localLow() == 0 || listener.localLow() == ANY_MAPPED);
            return any || (listener.localHigh() == high && listener.localLow() == low);
        }
    }

    private final Map<Integer, Closed> closed = new LinkedHashMap<>();

    /// Notes that a socket listens no more, or that one does again.
    void changed(Ends listener, Change change) {
        closed.remove(listener.localPort());
        if (change.from().equals(Change.LISTEN)) {
            closed.put(listener.localPort(), new Closed(listener, change));
        }
        if (closed.size() > MOST) {
            closed.remove(closed.keySet().iterator().next());
        }
    }

    /// The close of the socket that listened at an end, shortly before a moment.
    ///
    /// @param ends the end is the local one
    /// @param nanos the moment
    /// @return null when there was none
    @Nullable
    Change closedBefore(Ends ends, long nanos) {
        Closed listener = closed.isEmpty() ? null : closed.get(ends.localPort());
        if (listener == null || !listener.held(ends.localHigh(), ends.localLow())) {
            return null;
        }
        Change close = listener.close();
        return close.nanos() <= nanos && nanos - close.nanos() < REMEMBERED_NANOS ? close : null;
    }
}
