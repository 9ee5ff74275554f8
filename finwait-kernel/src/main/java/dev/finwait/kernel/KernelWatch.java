package dev.finwait.kernel;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.kernel.counters.CounterHistory;
import dev.finwait.kernel.event.KernelEvent;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.event.KernelEvents;
import dev.finwait.kernel.join.ResetJoin;
import dev.finwait.kernel.process.Namespaces;
import dev.finwait.kernel.process.ProcessTable;
import dev.finwait.kernel.process.ThreadGroups;
import dev.finwait.linux.diag.DestroyedSocket;
import dev.finwait.linux.diag.DestroyedSockets;
import dev.finwait.linux.diag.SocketDiagnostics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Watches the resets of this host: joins the kernel's events, its counters, sockets and processes
/// to facts about each connection that was reset.
///
/// Needs root, or what root would give: to make an instance of tracefs (CAP_DAC_OVERRIDE where it
/// belongs to root), and to see the processes of others. It reads; nothing is written but its own
/// instance.
///
/// Thread-safe.
public final class KernelWatch implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    /// Has no processes.
    private static final Path NOWHERE = Path.of("/proc/sys");
    /// Short enough for the buffers at some hundred thousand events a second.
    private static final long BUSY_MILLIS = 20;
    /// Long enough to cost little at rest.
    private static final long QUIET_MILLIS = 50;

    private final KernelEvents events;
    private final Optional<SocketDiagnostics> diagnostics;
    private final Optional<DestroyedSockets> destroyed = DestroyedSockets.open();
    private final WatchListener listener;
    private final Namespaces namespaces = new Namespaces(PROC);
    private final ProcessTable processes;
    private final CounterHistory counters = new CounterHistory(PROC.resolve("net"), KernelWatch::now);
    private final ResetJoin join;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile WatchStatistics statistics = WatchStatistics.NONE;
    /// The rest belongs to the thread.
    private long read;

    private long resets;
    private long connections;
    private long lost;
    private boolean elsewhereSaid;
    private boolean droppedSaid;
    private final List<Heard> heardBefore = new ArrayList<>();

    /// A destroyed socket, and when that was heard.
    private record Heard(DestroyedSocket socket, long nanos) {}

    private KernelWatch(
            KernelEvents events,
            Optional<SocketDiagnostics> diagnostics,
            WatchOptions options,
            WatchListener listener) {
        this.events = events;
        this.diagnostics = diagnostics;
        this.listener = listener;
        this.processes =
                new ProcessTable(namespaces.isProcOfHost() ? PROC : NOWHERE, new ThreadGroups(events.threadGroups()));
        this.join = new ResetJoin(processes, counters, diagnostics, PROC, options.connections(), this::tell);
        this.thread = Thread.ofPlatform().name("finwait-watch").daemon().unstarted(this::run);
    }

    /// Starts to watch.
    ///
    /// @param options how
    /// @param listener hears of everything from now on
    /// @return the watch
    /// @throws IOException if it cannot be done here: the message says in one line what is missing
    /// @throws UnsupportedOperationException where [dev.finwait.linux.Linux#isAvailable()] is false
    public static KernelWatch open(WatchOptions options, WatchListener listener) throws IOException {
        Optional<SocketDiagnostics> diagnostics = SocketDiagnostics.open();
        try {
            KernelWatch watch = new KernelWatch(KernelEvents.open(), diagnostics, options, listener);
            watch.thread.start();
            return watch;
        } catch (IOException e) {
            diagnostics.ifPresent(SocketDiagnostics::close);
            throw e;
        }
    }

    /// What has happened so far.
    ///
    /// @return the numbers of the last turn
    public WatchStatistics statistics() {
        return statistics;
    }

    private void run() {
        try (events) {
            sayNotes();
            processes.lookAround();
            long pause = QUIET_MILLIS;
            while (!stop.await(pause, TimeUnit.MILLISECONDS)) {
                pause = turn();
            }
            turn();
            counters.sample(true);
            join.finish();
            count();
        } catch (IOException e) {
            listener.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            listener.failed(new IOException("the watch broke down: " + e, e));
        } finally {
            counters.close();
            destroyed.ifPresent(DestroyedSockets::close);
            diagnostics.ifPresent(SocketDiagnostics::close);
        }
    }

    private void sayNotes() {
        counters.sample(true);
        events.notes().forEach(listener::note);
        if (diagnostics.isEmpty()) {
            listener.note("no netlink socket diagnostics here: who dialled is guessed by port numbers where no"
                    + " event tells");
        }
        if (!namespaces.isFirstNetwork()) {
            listener.note("this is not the network namespace of the host: resets of the whole host are seen, but"
                    + " counters and sockets of this namespace only (for a container: --network host)");
        }
        if (!namespaces.isProcOfHost()) {
            listener.note("this is not the process namespace of the host: processes have the names with which they"
                    + " end, or numbers of the host only (for a container: --pid host)");
        }
    }

    /// Takes what the kernel has told.
    ///
    /// @return how long the next turn can wait, in milliseconds
    private long turn() throws IOException {
        long readBefore = read;
        long resetsBefore = resets;
        boolean more = events.poll(this::accept);
        hearDestroyed();
        counters.sample(resets > resetsBefore);
        join.tick(now());
        sayOnce();
        count();
        if (more) {
            return 0;
        }
        return read > readBefore ? BUSY_MILLIS : QUIET_MILLIS;
    }

    /// What is heard in one turn is joined in the next, when the events of those sockets have been
    /// read for sure.
    private void hearDestroyed() throws IOException {
        for (Heard heard : heardBefore) {
            join.accept(heard.socket(), heard.nanos());
        }
        heardBefore.clear();
        if (destroyed.isPresent()) {
            long now = now();
            boolean complete = destroyed.get().poll(socket -> heardBefore.add(new Heard(socket, now)));
            if (!complete && !droppedSaid) {
                droppedSaid = true;
                listener.note("the kernel destroys sockets faster than it can tell: of some connections, the bytes"
                        + " unread and unsent are not known");
            }
        }
    }

    private void accept(KernelEvent event) {
        read++;
        resets += event instanceof ResetSent || event instanceof ResetReceived ? 1 : 0;
        join.accept(event);
    }

    private void tell(ConnectionFacts facts) {
        connections++;
        listener.reset(facts);
    }

    private void sayOnce() {
        long lostNow = events.lost();
        if (lostNow > lost) {
            listener.lost(lostNow - lost);
            lost = lostNow;
        }
        if (join.sawElsewhere() && !elsewhereSaid) {
            elsewhereSaid = true;
            listener.note("connections of other network namespaces are seen too: of them the counters, and what lay in"
                    + " their sockets, are not known");
        }
    }

    private void count() {
        statistics = new WatchStatistics(read, connections, join.echoes(), lost, join.forgotten(), join.size());
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /// Ends the watch, after it has told what it knows. May be called more than once.
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive() && !thread.equals(Thread.currentThread())) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
