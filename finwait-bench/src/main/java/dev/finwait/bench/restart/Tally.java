package dev.finwait.bench.restart;

import dev.finwait.error.SocketError;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// What the clients of one run met. Thread-safe.
final class Tally {
    private final Map<String, Integer> failures = new TreeMap<>(); // guarded by this
    private int answered; // guarded by this
    private long slowestMillis; // guarded by this
    private int slowConnects; // guarded by this

    synchronized void answered() {
        answered++;
    }

    synchronized void failed(IOException e) {
        failures.merge(SocketError.of(e).id(), 1, Integer::sum);
    }

    synchronized void connected(long millis) {
        slowestMillis = Math.max(slowestMillis, millis);
        slowConnects += millis >= 500 ? 1 : 0;
    }

    synchronized int resets() {
        return failures.getOrDefault(SocketError.RESET_BY_PEER.id(), 0)
                + failures.getOrDefault(SocketError.BROKEN_PIPE.id(), 0);
    }

    @Override
    public synchronized String toString() {
        return answered + " answered, " + resets() + " reset, all failures " + failures + "; slowest connect "
                + slowestMillis + " ms, " + slowConnects + " of 500 ms or more";
    }
}
