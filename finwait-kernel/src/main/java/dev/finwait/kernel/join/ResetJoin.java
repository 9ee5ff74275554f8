package dev.finwait.kernel.join;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.kernel.counters.CounterHistory;
import dev.finwait.kernel.event.Ends;
import dev.finwait.kernel.event.KernelEvent;
import dev.finwait.kernel.event.KernelEvent.ErrorReported;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.event.KernelEvent.StateChanged;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import dev.finwait.kernel.join.Connection.Failure;
import dev.finwait.kernel.join.Connection.Received;
import dev.finwait.kernel.join.Connection.Sent;
import dev.finwait.kernel.process.ProcessTable;
import dev.finwait.linux.diag.DestroyedSocket;
import dev.finwait.linux.diag.SocketDiagnostics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Joins the events of one host to connections, and tells those that were reset, once it is quiet
/// around them.
///
/// For one thread.
public final class ResetJoin {
    private static final long LISTENER_ANSWER_NANOS = 100_000_000L;
    private static final long AT_ONCE_NANOS = 20_000_000L;
    private static final long JUST_BEFORE_NANOS = 10_000_000L;

    private final ProcessTable processes;
    private final CounterHistory counters;
    private final ConnectionTable table;
    private final Listeners listeners = new Listeners();
    private final ListenerAnswers listenerAnswers = new ListenerAnswers();
    private final Around around = new Around();
    private final Settling settling = new Settling();
    private final FactsMaker facts;
    private final Consumer<ConnectionFacts> told;
    private long echoes;
    private boolean elsewhere;

    /// Knows no connection yet.
    ///
    /// @param processes who runs
    /// @param counters how the counters moved
    /// @param diagnostics asks which ports have listeners; may be absent
    /// @param proc where `/proc` is
    /// @param connections how many connections are kept, open ones and ended ones each
    /// @param told takes each connection that was reset
    public ResetJoin(
            ProcessTable processes,
            CounterHistory counters,
            Optional<SocketDiagnostics> diagnostics,
            Path proc,
            int connections,
            Consumer<ConnectionFacts> told) {
        this.processes = processes;
        this.counters = counters;
        this.table = new ConnectionTable(connections);
        this.facts = new FactsMaker(processes, counters, listeners, new PortRoles(diagnostics, proc), around);
        this.told = told;
    }

    /// Takes an event.
    ///
    /// @param event the event; they come in the order of their time
    public void accept(KernelEvent event) {
        switch (event) {
            case TaskExiting exit -> processes.add(exit);
            case StateChanged change -> changed(change);
            case ResetSent reset -> sent(reset);
            case ResetReceived reset -> received(reset);
            case ErrorReported error -> failed(error);
        }
    }

    private void changed(StateChanged event) {
        Ends ends = event.ends();
        Context context = contextOf(event);
        Change change = new Change(
                event.nanos(),
                ends.inOrder() ? 0 : 1,
                event.from(),
                event.to(),
                context,
                event.task(),
                processOf(event, context));
        if (!ends.areComplete()) {
            if (event.from().equals(Change.LISTEN) || event.to().equals(Change.LISTEN)) {
                listeners.changed(ends, change);
            }
            return;
        }
        Connection connection = find(ends);
        if (connection.isOver(change)) {
            connection = successor(connection, event.nanos());
        }
        noteNamespace(connection, event, context);
        connection.changed(change, processes.isExiting(event.task(), event.nanos()));
        around.changed(connection, change);
        if (connection.isClosed()) {
            table.end(connection, event.nanos());
        }
    }

    /// Begins another connection between the same ends, with the resets that came just before it
    /// was known to exist.
    private Connection successor(Connection past, long nanos) {
        ResetSent sent = past.lateSent();
        ResetReceived received = past.lateReceived();
        settleNow(past);
        Connection next = table.add(past.ends());
        if (sent != null && nanos - sent.nanos() < JUST_BEFORE_NANOS) {
            sent(sent, next, sent.ends().inOrder() ? 0 : 1);
        }
        if (received != null && nanos - received.nanos() < JUST_BEFORE_NANOS) {
            received(received, next);
        }
        return next;
    }

    private void sent(ResetSent event) {
        counters.sent(event.nanos());
        if (event.ends().remotePort() == 0) {
            listenerAnswers.add(event);
            return;
        }
        sent(event, find(event.ends()), event.ends().inOrder() ? 0 : 1);
    }

    private void sent(ResetSent event, Connection connection, int end) {
        if (isEcho(event, connection)) {
            return;
        }
        Context context = contextOf(event);
        noteNamespace(connection, event, context);
        boolean first = connection.sent(new Sent(
                event.nanos(), end, event.reason(), event.state(), context, event.task(), processOf(event, context)));
        if (context == Context.PROCESS && connection.tellsWhy()) {
            int client = facts.clientOf(connection);
            around.reset(connection, client, end, event.nanos(), neverAccepted(event));
        }
        settle(connection, first);
    }

    /// The kernel resets what waits in the queue of a listening socket with interrupts held off, in
    /// the system call that closes that socket.
    private Context contextOf(KernelEvent.OfSocket event) {
        return event.context() == Context.UNKNOWN && neverAccepted(event) ? Context.PROCESS : event.context();
    }

    /// Whether the same task has just closed the listening socket: what it resets then has not been
    /// accepted.
    private boolean neverAccepted(KernelEvent.OfSocket event) {
        Change close = listeners.closedBefore(event.ends(), event.nanos());
        return close != null && close.task() == event.task() && event.nanos() - close.nanos() < AT_ONCE_NANOS;
    }

    private void received(ResetReceived event) {
        Connection connection = find(event.ends());
        received(event, connection);
        if (!connection.told() && connection.sent() == null) {
            int sender = event.ends().inOrder() ? 1 : 0;
            listenerAnswers.take(event.ends(), event.nanos()).ifPresent(answer -> sent(answer, connection, sender));
        }
    }

    private void received(ResetReceived event, Connection connection) {
        if (!isEcho(event, connection)) {
            boolean first =
                    connection.received(new Received(event.nanos(), event.ends().inOrder() ? 0 : 1));
            settle(connection, first);
        }
    }

    /// Whether a reset comes after the connection was told.
    private boolean isEcho(KernelEvent.OfSocket event, Connection connection) {
        if (connection.isReset() || connection.told()) {
            connection.late(event);
        }
        echoes += connection.told() ? 1 : 0;
        return connection.told();
    }

    /// Takes what was in a socket when the kernel destroyed it.
    ///
    /// @param socket the socket
    /// @param nanos the present, some milliseconds after it was destroyed
    public void accept(DestroyedSocket socket, long nanos) {
        Ends ends = new Ends(
                socket.localHigh(),
                socket.localLow(),
                socket.localPort(),
                socket.remoteHigh(),
                socket.remoteLow(),
                socket.remotePort());
        Connection connection = table.find(ends);
        if (connection != null && !connection.told()) {
            int end = ends.inOrder() ? 0 : 1;
            connection.destroyed(end, socket.receiveQueue(), socket.sendQueue());
            if (socket.millisSinceData() >= 0) {
                long lastData = nanos - socket.millisSinceData() * 1_000_000L;
                connection.lastData(end, lastData);
                around.destroyed(connection, end, lastData);
            }
        }
    }

    private void failed(ErrorReported event) {
        if (event.ends().areComplete()) {
            find(event.ends()).failed(new Failure(event.nanos(), event.ends().inOrder() ? 0 : 1, event.errno()));
        }
    }

    private Connection find(Ends ends) {
        Connection known = table.find(ends);
        return known == null ? table.add(ends.inOrder() ? ends : ends.swapped()) : known;
    }

    private @Nullable ProcessIdentity processOf(KernelEvent event, Context context) {
        return context == Context.PROCESS
                ? processes.find(event.task(), event.nanos()).orElse(null)
                : null;
    }

    private void noteNamespace(Connection connection, KernelEvent event, Context context) {
        if (context == Context.PROCESS) {
            connection.lives(processes.whereabouts(event.task(), event.nanos()));
        }
    }

    private void settle(Connection connection, boolean first) {
        if (first) {
            settling.add(connection);
        }
    }

    private void settleNow(Connection connection) {
        if (connection.isReset() && !connection.told()) {
            tell(connection);
        }
    }

    /// Tells the connections around which it has become quiet.
    ///
    /// @param nanos the present
    public void tick(long nanos) {
        Optional<ResetSent> lonely = listenerAnswers.takeOlderThan(nanos - LISTENER_ANSWER_NANOS);
        while (lonely.isPresent()) {
            answerToStranger(lonely.get());
            lonely = listenerAnswers.takeOlderThan(nanos - LISTENER_ANSWER_NANOS);
        }
        settling.take(nanos, this::settleNow);
        table.expire(nanos);
    }

    /// Each such answer is for somebody else, as far as is known.
    private void answerToStranger(ResetSent answer) {
        Connection connection = find(answer.ends());
        if (connection.told()) {
            connection = table.add(connection.ends());
        }
        sent(answer, connection, answer.ends().inOrder() ? 0 : 1);
    }

    /// Tells all that is left.
    public void finish() {
        tick(Long.MAX_VALUE / 2);
    }

    private void tell(Connection connection) {
        elsewhere |= connection.isElsewhere();
        table.end(connection, connection.lastReset());
        ConnectionFacts made = facts.make(connection);
        connection.tell();
        told.accept(made);
    }

    /// Resets on connections that had been told before.
    ///
    /// @return how many
    public long echoes() {
        return echoes;
    }

    /// Whether one of them belonged to a process of another network namespace.
    ///
    /// @return true from the first one on
    public boolean sawElsewhere() {
        return elsewhere;
    }

    /// Open connections that were forgotten for want of room: of them, who dialled is a guess.
    ///
    /// @return how many
    public long forgotten() {
        return table.forgotten();
    }

    /// Connections known now.
    ///
    /// @return how many
    public int size() {
        return table.size();
    }
}
