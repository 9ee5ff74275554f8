package dev.finwait.kernel.join;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.KernelFacts.SocketErrorReport;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.kernel.counters.CounterHistory;
import dev.finwait.kernel.event.Ends;
import dev.finwait.kernel.process.ProcessTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes facts of a connection that was reset.
///
/// For one thread.
final class FactsMaker {
    private static final Comparator<StateChange> BY_TIME = Comparator.comparing(StateChange::at);

    private final ProcessTable processes;
    private final CounterHistory counters;
    private final Listeners listeners;
    private final PortRoles roles;
    private final Around around;

    FactsMaker(ProcessTable processes, CounterHistory counters, Listeners listeners, PortRoles roles, Around around) {
        this.processes = processes;
        this.counters = counters;
        this.listeners = listeners;
        this.roles = roles;
        this.around = around;
    }

    ConnectionFacts make(Connection connection) {
        int client = clientOf(connection);
        Ends ends = client == 0 ? connection.ends() : connection.ends().swapped();
        int resetter = resetter(connection);
        return new ConnectionFacts(
                ends.local(),
                ends.remote(),
                connection.dialler() >= 0,
                null,
                kernel(connection, client, resetter),
                around.around(connection, client, resetter, connection.firstReset()));
    }

    /// The end that dialled, as far as it can be told.
    int clientOf(Connection connection) {
        return connection.dialler() >= 0 ? connection.dialler() : roles.client(connection.ends(), connection);
    }

    private static int resetter(Connection connection) {
        Connection.Sent sent = connection.sent();
        Connection.Received received = connection.received();
        // A reset that answers one is not the first.
        if (sent != null && (received == null || sent.end() != received.end() || sent.nanos() <= received.nanos())) {
            return sent.end();
        }
        return received == null ? 0 : 1 - received.end();
    }

    private KernelFacts kernel(Connection connection, int client, int resetter) {
        Connection.Received received = connection.received();
        return new KernelFacts(
                local(connection, client),
                sent(connection.sent(), client),
                received == null ? null : moment(received.nanos()),
                connection.moreSent(),
                history(connection, client),
                errors(connection, client),
                closing(connection, client, resetter),
                areOurs(connection) ? counters.around(connection.firstReset()) : Counters.UNKNOWN);
    }

    /// Whether the counters that are read are those that the connection moves.
    private boolean areOurs(Connection connection) {
        return connection.isHere() || (!connection.isElsewhere() && processes.isOneNamespace());
    }

    private static @Nullable Side local(Connection connection, int client) {
        boolean both = connection.isSeen(0) && connection.isSeen(1);
        if (both || connection.ends().areOfOneHost()) {
            return null;
        }
        return side(connection.isSeen(0) ? 0 : 1, client);
    }

    private @Nullable SentReset sent(Connection.@Nullable Sent sent, int client) {
        return sent == null
                ? null
                : new SentReset(
                        moment(sent.nanos()),
                        side(sent.end(), client),
                        sent.reason(),
                        sent.state(),
                        sent.context(),
                        process(sent.process(), sent.task(), sent.nanos()));
    }

    private static List<SocketErrorReport> errors(Connection connection, int client) {
        List<SocketErrorReport> errors = new ArrayList<>(connection.failures().size());
        for (Connection.Failure failure : connection.failures()) {
            errors.add(new SocketErrorReport(moment(failure.nanos()), side(failure.end(), client), failure.errno()));
        }
        return errors;
    }

    /// The changes of the connection's own sockets, and the close of the listening socket that it
    /// came from.
    private List<StateChange> history(Connection connection, int client) {
        List<StateChange> history = new ArrayList<>(connection.changes().size() + 1);
        for (Change change : connection.changes()) {
            history.add(change(change, side(change.end(), client)));
        }
        Ends ofServer = client == 0 ? connection.ends().swapped() : connection.ends();
        Change listenerClose = listeners.closedBefore(ofServer, connection.firstReset());
        if (listenerClose != null) {
            history.add(change(listenerClose, Side.SERVER));
        }
        history.sort(BY_TIME);
        return history;
    }

    private StateChange change(Change change, Side side) {
        return new StateChange(
                moment(change.nanos()),
                side,
                change.from(),
                change.to(),
                change.context(),
                process(change.process(), change.task(), change.nanos()));
    }

    /// The close on the side that sent the reset; where that side is not of this host, the close on
    /// the other one.
    private @Nullable Closing closing(Connection connection, int client, int resetter) {
        SocketHistory.Close close = connection.close(resetter);
        if (close == null) {
            close = connection.close(1 - resetter);
        }
        if (close == null) {
            return null;
        }
        Change change = close.change();
        return new Closing(
                moment(change.nanos()),
                side(change.end(), client),
                process(change.process(), change.task(), change.nanos()),
                close.exiting(),
                connection.unread(change.end()),
                isAcknowledged(connection, change.end()) ? 0 : connection.unsent(change.end()),
                connection.idleAtClose(change.end()));
    }

    /// With its FIN acknowledged, an end has nothing unsent.
    private static boolean isAcknowledged(Connection connection, int end) {
        for (Change change : connection.changes()) {
            if (change.end() == end && change.to().equals(Change.FIN_WAIT_2)) {
                return true;
            }
        }
        return false;
    }

    private ProcessIdentity process(@Nullable ProcessIdentity known, int task, long nanos) {
        return known != null ? known : processes.of(task, nanos);
    }

    private static Side side(int end, int client) {
        return end == client ? Side.CLIENT : Side.SERVER;
    }

    private static Moment moment(long nanos) {
        return new Moment(nanos, 0);
    }
}
