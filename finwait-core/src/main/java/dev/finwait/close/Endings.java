package dev.finwait.close;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// The reports that wait to be handed out, until the selector has let go of their channels' descriptors.
///
/// What applications hang on a report runs on their executor, a task for each, so one that blocks holds up
/// nothing here. A report on which nothing hangs is handed out at once, which saves the change of threads.
/// Should something be hung on it in that very moment, it runs here, and the [StandIn] keeps the loop going.
final class Endings {
    private record Ending(Lingerer lingerer, CloseReport report) {
        void tell() {
            lingerer.tell(report);
        }
    }

    private final ArrayDeque<Ending> waiting = new ArrayDeque<>();
    private final Executor executor;
    private final StandIn standIn;
    private final AtomicInteger lingering;

    /// @param executor runs what hangs on reports
    /// @param standIn keeps the loop going
    /// @param lingering is lowered with each report
    Endings(Executor executor, StandIn standIn, AtomicInteger lingering) {
        this.executor = executor;
        this.standIn = standIn;
        this.lingering = lingering;
    }

    void add(Lingerer lingerer, CloseReport report) {
        waiting.add(new Ending(lingerer, report));
    }

    int size() {
        return waiting.size();
    }

    /// Hands out the first reports.
    ///
    /// @return false when another thread runs the loop now
    boolean handOut(int count) {
        for (int left = count; left > 0; left--) {
            Ending ending = waiting.poll();
            if (ending == null) {
                return true;
            }
            lingering.decrementAndGet();
            if (!handOut(ending)) {
                return false;
            }
        }
        return true;
    }

    private boolean handOut(Ending ending) {
        if (ending.lingerer.future.getNumberOfDependents() > 0) {
            try {
                executor.execute(ending::tell);
                return true;
            } catch (RejectedExecutionException shutDown) {
                // Then here.
            }
        }
        return standIn.call(ending::tell);
    }
}
