package dev.finwait.kernel.join;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.kernel.counters.CounterHistory;
import dev.finwait.kernel.event.Ends;
import dev.finwait.kernel.event.KernelEvent;
import dev.finwait.kernel.event.KernelEvent.ErrorReported;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.event.KernelEvent.StateChanged;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import dev.finwait.kernel.process.ProcessTable;
import dev.finwait.kernel.process.ThreadGroups;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plays events of a kernel, in the order in which Linux 6.18 was seen to give them, a millisecond
/// apart.
final class Script {
    static final long START = 1_795_872_612_000_000_000L;
    private static final long STEP = 1_000_000L;
    static final int SERVER_TASK = 2_000_000_001;
    static final int CLIENT_TASK = 2_000_000_002;

    private final List<ConnectionFacts> told = new ArrayList<>();
    private final ResetJoin join;
    private final Ends server;
    private long nanos = START;

    /// A connection of a client to a server, seen from the server.
    Script(String serverHost, int serverPort, String clientHost, int clientPort) {
        this(serverHost, serverPort, clientHost, clientPort, 1000);
    }

    Script(String serverHost, int serverPort, String clientHost, int clientPort, int room) {
        ProcessTable processes = new ProcessTable(Path.of("/proc"), new ThreadGroups(null));
        CounterHistory counters = new CounterHistory(Path.of("/nonexistent"), () -> nanos);
        this.join = new ResetJoin(processes, counters, Optional.empty(), Path.of("/proc"), room, told::add);
        this.server = ends(serverHost, serverPort, clientHost, clientPort);
    }

    static Ends ends(String local, int localPort, String remote, int remotePort) {
        return Ends.of(
                new Endpoint(InetAddress.ofLiteral(local), localPort),
                new Endpoint(InetAddress.ofLiteral(remote), remotePort));
    }

    ResetJoin join() {
        return join;
    }

    long nanos() {
        return nanos;
    }

    Script accept(KernelEvent event) {
        join.accept(event);
        nanos += STEP;
        return this;
    }

    Script pause(long millis) {
        nanos += millis * 1_000_000L;
        join.tick(nanos);
        return this;
    }

    /// The server's socket changes its state in a system call of the server.
    Script server(String from, String to) {
        return accept(new StateChanged(nanos, SERVER_TASK, Context.PROCESS, server, "TCP_" + from, "TCP_" + to));
    }

    Script serverInterrupted(String from, String to) {
        return accept(new StateChanged(nanos, CLIENT_TASK, Context.INTERRUPT, server, "TCP_" + from, "TCP_" + to));
    }

    Script client(String from, String to) {
        return accept(
                new StateChanged(nanos, CLIENT_TASK, Context.PROCESS, server.swapped(), "TCP_" + from, "TCP_" + to));
    }

    Script clientInterrupted(String from, String to) {
        return accept(
                new StateChanged(nanos, SERVER_TASK, Context.INTERRUPT, server.swapped(), "TCP_" + from, "TCP_" + to));
    }

    Script accepted() {
        return serverInterrupted("LISTEN", "SYN_RECV").serverInterrupted("SYN_RECV", "ESTABLISHED");
    }

    Script listenerCloses() {
        Ends listener = new Ends(server.localHigh(), server.localLow(), server.localPort(), 0, 0, 0);
        return accept(new StateChanged(nanos, SERVER_TASK, Context.PROCESS, listener, "TCP_LISTEN", "TCP_CLOSE"));
    }

    Script serverSends(Context context, @Nullable String reason, @Nullable String state) {
        return accept(new ResetSent(nanos, SERVER_TASK, context, server, reason, state));
    }

    Script clientSends(Context context, String reason, @Nullable String state) {
        return accept(new ResetSent(nanos, CLIENT_TASK, context, server.swapped(), reason, state));
    }

    Script serverReceives() {
        return accept(new ResetReceived(nanos, 0, Context.INTERRUPT, server));
    }

    Script clientReceives() {
        return accept(new ResetReceived(nanos, SERVER_TASK, Context.INTERRUPT, server.swapped()));
    }

    Script clientError(int errno) {
        return accept(new ErrorReported(nanos, SERVER_TASK, Context.INTERRUPT, server.swapped(), errno));
    }

    Script taskExits(int task, String name) {
        return accept(new TaskExiting(nanos, task, name));
    }

    List<ConnectionFacts> told() {
        return told;
    }

    /// The one connection that was told, after all is quiet.
    ConnectionFacts settled() {
        pause(1000);
        if (told.size() != 1) {
            throw new AssertionError("told were " + told.size() + ": " + told);
        }
        return told.getFirst();
    }

    static KernelFacts kernel(ConnectionFacts facts) {
        return Optional.ofNullable(facts.kernel()).orElseThrow();
    }
}
