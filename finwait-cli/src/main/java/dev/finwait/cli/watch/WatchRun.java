package dev.finwait.cli.watch;

import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.report.Report;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.kernel.KernelWatch;
import dev.finwait.kernel.WatchOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of `finwait watch`: has each reset judged and passes the verdict on to all sinks, until
/// it shall end.
final class WatchRun {
    /// How often time passes for the sinks.
    private static final long TICK_MILLIS = 100;

    private final WatchRequest request;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private final Report report = new Report();
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private long ticked = startNanos;
    private long filtered;
    private boolean lossSaid;
    private @Nullable IOException failure;
    private List<WatchSink> sinks = List.of();

    WatchRun(WatchRequest request, PrintWriter out, PrintWriter err, Terminal terminal) {
        this.request = request;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /// Watches.
    ///
    /// @throws CommandFailure if that cannot be done here
    void run() throws IOException {
        ToldQueue queue = new ToldQueue();
        try (Interruption interruption = Interruption.install()) {
            KernelWatch watch = open(queue);
            try (Sinks opened = Sinks.open(request, out, err, terminal)) {
                sinks = opened.all();
                err.println("finwait: watching the resets of this host; Ctrl-C ends it with a summary");
                takeUntilOver(queue, interruption);
                end(watch, queue);
                takeTheRest(queue);
                tellTheWhole(watch);
            } finally {
                end(watch, queue);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void takeUntilOver(ToldQueue queue, Interruption interruption) throws IOException, InterruptedException {
        while (!interruption.isWanted() && !isOver()) {
            take(queue.poll(TICK_MILLIS / 2));
            tick();
        }
    }

    /// Ends the watch; it may have ended already.
    private static void end(KernelWatch watch, ToldQueue queue) {
        queue.open();
        watch.close();
    }

    private void tellTheWhole(KernelWatch watch) {
        long nanos = System.nanoTime() - startNanos;
        WatchWords words = new WatchWords(report, watch.statistics(), filtered, start, nanos);
        sinks.forEach(sink -> sink.end(words));
    }

    private KernelWatch open(ToldQueue queue) {
        WatchOptions options =
                request.connections() == null ? WatchOptions.DEFAULT : new WatchOptions(request.connections());
        try {
            return KernelWatch.open(options, queue);
        } catch (IOException | UnsupportedOperationException e) {
            throw CommandFailure.cannotRun(String.valueOf(e.getMessage()));
        }
    }

    private boolean isOver() {
        Duration duration = request.duration();
        boolean late = duration != null && System.nanoTime() - startNanos >= duration.toNanos();
        return late || failure != null || isEnough();
    }

    private boolean isEnough() {
        return request.count() != null && report.resets() >= request.count();
    }

    private void takeTheRest(ToldQueue queue) throws IOException, InterruptedException {
        Told told = queue.poll(0);
        while (told != null) {
            take(told);
            told = queue.poll(0);
        }
    }

    private void take(@Nullable Told told) throws IOException {
        switch (told) {
            case Told.Reset reset -> judge(reset.facts());
            case Told.Lost lost -> sayLost(lost.events());
            case Told.Note note -> err.println("finwait: " + note.text());
            case Told.Failed failed -> failure = failed.why();
            case null -> {}
        }
    }

    private void judge(ConnectionFacts facts) throws IOException {
        if (isEnough()) {
            return;
        }
        Verdict verdict = Diagnosis.judge(facts);
        if (!request.filter().admits(verdict)) {
            filtered++;
            return;
        }
        report.add(verdict);
        for (WatchSink sink : sinks) {
            sink.verdict(verdict);
        }
    }

    private void sayLost(long events) {
        sinks.forEach(sink -> sink.lost(events));
        if (!lossSaid) {
            lossSaid = true;
            err.println("finwait: the kernel tells more than can be read: events are lost, and resets with them; the"
                    + " summary counts them");
        }
    }

    private void tick() throws IOException {
        long now = System.nanoTime();
        if (now - ticked >= TICK_MILLIS * 1_000_000) {
            ticked = now;
            for (WatchSink sink : sinks) {
                sink.tick(now);
            }
        }
    }
}
