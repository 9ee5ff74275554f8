package dev.finwait.server;

import dev.finwait.server.spi.StoppedAdmission;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Empties the accept queue of a listener and closes it.
///
/// @param <C> what it accepts
final class QueueDrain<C extends Closeable> {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Acceptor<C> acceptor;
    private final Consumer<C> taker;
    private final Optional<StoppedAdmission> stopped;
    private long accepted;

    QueueDrain(Acceptor<C> acceptor, Consumer<C> taker) {
        this.acceptor = acceptor;
        this.taker = taker;
        stopped = Admissions.stop(acceptor);
    }

    StopMethod method() {
        return stopped.map(admission -> StopMethod.of(admission.means())).orElse(StopMethod.UNTIL_QUIET);
    }

    long accepted() {
        return accepted;
    }

    /// Accepts until the queue is empty for good, or quiet, or the time is over.
    void run(StopBudget budget) throws IOException {
        Countdown time = Countdown.of(budget.accepting());
        boolean sealed = stopped.isPresent();
        boolean empty = false;
        while (!empty && !time.isOver()) {
            // Asked before the look: what settles after it is in the queue by the next.
            boolean settled = sealed && stopped.get().isSettled();
            empty = !acceptOne(sealed ? LOOK : budget.quiet()) && (settled || !sealed);
        }
    }

    private boolean acceptOne(Duration wait) throws IOException {
        C connection = acceptor.accept(wait);
        if (connection == null) {
            return false;
        }
        accepted++;
        if (stopped.isPresent()
                && acceptor.local(connection) instanceof InetSocketAddress local
                && acceptor.remote(connection) instanceof InetSocketAddress remote) {
            stopped.get().release(local, remote);
        }
        taker.accept(connection);
        return true;
    }

    /// Counts what is in the queue after all.
    OptionalLong left() {
        return stopped.isPresent() ? stopped.get().queued() : OptionalLong.empty();
    }
}
