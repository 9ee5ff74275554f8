package dev.finwait.close;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Those that linger without the thread of the pool, each with a life of its own: no more than a cap, the oldest
/// of which gives way, and all of which end with the pool. Thread-safe.
final class Roster {
    /// Somebody who can be asked to end.
    interface Member {
        /// Ends the close soon, without blocking. It leaves the roster by itself.
        void evict();
    }

    private final int cap;
    private final Set<Member> members = new LinkedHashSet<>(); // guarded by itself; the oldest first

    Roster(int cap) {
        this.cap = cap;
    }

    void add(Member added) {
        Member oldest = null;
        synchronized (members) {
            members.add(added);
            if (members.size() > cap) {
                oldest = members.iterator().next();
                members.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.evict();
        }
    }

    void remove(Member done) {
        synchronized (members) {
            members.remove(done);
            if (members.isEmpty()) {
                members.notifyAll();
            }
        }
    }

    int size() {
        synchronized (members) {
            return members.size();
        }
    }

    /// Waits until all have left, and evicts those that are there when the time is over.
    ///
    /// @param end on the clock of [System#nanoTime()]
    /// @throws InterruptedException if the thread is interrupted; all are evicted then too
    void end(long end) throws InterruptedException {
        try {
            awaitEmpty(end);
        } finally {
            evictAll();
        }
    }

    void evictAll() {
        List<Member> left;
        synchronized (members) {
            left = new ArrayList<>(members);
        }
        left.forEach(Member::evict);
    }

    private void awaitEmpty(long end) throws InterruptedException {
        synchronized (members) {
            long left = end - System.nanoTime();
            while (!members.isEmpty() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(members, Math.max(left, 1_000_000));
                left = end - System.nanoTime();
            }
        }
    }
}
