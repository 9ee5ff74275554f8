package dev.finwait.close;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A socket without channel that is closed, and sent its last bytes before, in a thread of its own, because only
/// blocking calls drain it.
final class LingeringSocket implements Runnable, Roster.Member {
    private final CompletableFuture<CloseReport> future = new CompletableFuture<>();
    private final SocketTransport transport;
    private final @Nullable Farewell farewell;
    private final boolean plain;
    private final CloseBudget budget;
    private final Consumer<LingeringSocket> whenDone;
    private final long since = System.nanoTime();
    private volatile boolean evicted;

    /// @param last what is to be sent first; null when the application has sent everything
    LingeringSocket(Socket socket, @Nullable LastBytes last, CloseBudget budget, Consumer<LingeringSocket> whenDone) {
        transport = SocketTransport.of(socket);
        farewell = last == null ? null : new StreamFarewell(transport, socket, last);
        plain = socket.getClass().equals(Socket.class);
        this.budget = budget;
        this.whenDone = whenDone;
    }

    CompletionStage<CloseReport> report() {
        return future;
    }

    /// Tells also what was sent, for one that has something to send.
    CompletionStage<SendReport> sendReport() {
        return future.thenApply(Objects.requireNonNull(farewell)::report);
    }

    /// Sends the FIN now, unless it goes behind something else, or could block: TLS would send its close_notify
    /// first, and who knows what other classes do.
    void halfClose() {
        if (plain && farewell == null) {
            try {
                transport.shutdownOutput();
            } catch (IOException e) {
                // The closing thread meets the same condition and reports it.
            }
        }
    }

    @Override
    public void run() {
        try {
            CloseReport report = new OrderlyRelease(transport, budgetLeft(), System::nanoTime, farewell).run();
            whenDone.accept(this);
            future.complete(evicted ? evicted(report) : report);
        } catch (RuntimeException | Error e) {
            whenDone.accept(this);
            future.completeExceptionally(e);
        }
    }

    /// It may have waited for a thread.
    private CloseBudget budgetLeft() {
        Duration left = budget.total().minusNanos(System.nanoTime() - since);
        return budget.withTotal(left.isNegative() ? Duration.ZERO : left);
    }

    /// What the closing thread met was the eviction, also where it looks like a reset by the peer: that is what
    /// a blocked write says of a reset by this side.
    private static CloseReport evicted(CloseReport report) {
        return switch (report.outcome()) {
            case CLOSED_CONCURRENTLY, ALREADY_CLOSED, FAILED, INPUT_SHUT, PEER_RESET ->
                new CloseReport(
                        CloseOutcome.EVICTED,
                        report.bytesDrained(),
                        report.bytesUnread(),
                        report.elapsed(),
                        report.error());
            default -> report;
        };
    }

    /// Closes it in yet another thread, because the close of an exotic socket may block.
    @Override
    public void evict() {
        evicted = true;
        Daemons.thread("finwait-linger-evict", this::abort).start();
    }

    private void abort() {
        try {
            if (farewell == null) {
                transport.abort();
            } else {
                farewell.abort();
            }
        } catch (IOException e) {
            // The closing thread meets the same condition and reports it.
        }
    }
}
