package dev.finwait.close;

import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Closes asynchronous channels, which need no thread of the pool: their group's threads drain them.
final class AsyncLane {
    private final Roster lingering;
    private final Executor executor;

    /// @param executor runs what hangs on reports
    AsyncLane(int cap, Executor executor) {
        lingering = new Roster(cap);
        this.executor = executor;
    }

    CompletionStage<CloseReport> close(AsynchronousSocketChannel channel, CloseBudget budget) {
        AsyncRelease release = new AsyncRelease(channel, budget, System::nanoTime);
        CompletableFuture<CloseReport> future = new CompletableFuture<>();
        lingering.add(release);
        release.start();
        // The report comes always, and never as an exception.
        CompletionStage<Void> unused = release.report().thenAccept(report -> {
            lingering.remove(release);
            tell(future, report);
        });
        return future;
    }

    private void tell(CompletableFuture<CloseReport> future, CloseReport report) {
        try {
            executor.execute(() -> future.complete(report));
        } catch (RejectedExecutionException shutDown) {
            future.complete(report);
        }
    }

    Roster lingering() {
        return lingering;
    }
}
