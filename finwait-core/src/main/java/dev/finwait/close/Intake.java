package dev.finwait.close;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Where callers leave their channels for the thread of the pool. Thread-safe and free of locks.
final class Intake {
    private final AtomicReference<@Nullable Lingerer> last = new AtomicReference<>();

    void add(Lingerer lingerer) {
        @Nullable Lingerer before;
        do {
            before = last.get();
            lingerer.next = before;
        } while (!last.compareAndSet(before, lingerer));
    }

    boolean isEmpty() {
        return last.get() == null;
    }

    /// Takes all that is there.
    ///
    /// @return the first that came, linked to those that came after it; null when there is none
    @Nullable
    Lingerer takeAll() {
        @Nullable Lingerer from = last.getAndSet(null);
        @Nullable Lingerer first = null;
        while (from != null) {
            Lingerer moved = from;
            from = moved.next;
            moved.next = first;
            first = moved;
        }
        return first;
    }

    /// Closes all that is there at once, after what has arrived.
    ///
    /// @param lingering is lowered for each
    void closeAll(AtomicInteger lingering) {
        Lingerer from = takeAll();
        while (from != null) {
            Lingerer taken = from;
            from = taken.next;
            if (!taken.done) {
                taken.done = true;
                lingering.decrementAndGet();
                taken.tell(taken.closeNow());
            }
        }
    }
}
