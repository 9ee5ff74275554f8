package dev.finwait.kernel.join;

import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.surroundings.Neighbourhood;
import dev.finwait.diagnosis.surroundings.Neighbourhoods;
import dev.finwait.kernel.event.Ends;
import org.jspecify.annotations.Nullable;

/// Collects what goes on around the connections.
///
/// For one thread.
final class Around {
    private record Service(long high, long low, int port) {}

    private record Host(long high, long low) {}

    private final Neighbourhoods<Service, Host> all = new Neighbourhoods<>();

    /// Where a connection belongs.
    ///
    /// @param connection the connection
    /// @param client the number of the end that dialled
    Neighbourhood of(Connection connection, int client) {
        Neighbourhood known = connection.neighbourhood();
        if (known != null) {
            return known;
        }
        Ends ends = client == 0 ? connection.ends() : connection.ends().swapped();
        Neighbourhood found = all.of(
                new Service(ends.remoteHigh(), ends.remoteLow(), ends.remotePort()),
                new Host(ends.localHigh(), ends.localLow()),
                new Host(ends.remoteHigh(), ends.remoteLow()));
        connection.belongsTo(found);
        return found;
    }

    /// Notes a change of state.
    void changed(Connection connection, Change change) {
        int client = connection.dialler();
        if (client < 0) {
            return;
        }
        Neighbourhood neighbourhood = of(connection, client);
        if (change.to().equals(Change.ESTABLISHED)) {
            neighbourhood.service().accepted(change.nanos());
        } else if (change.from().equals(Change.ESTABLISHED) && change.to().equals(Change.FIN_WAIT_1)) {
            neighbourhood.of(side(change.end(), client)).closed(change.nanos());
        }
    }

    /// Notes that a socket was destroyed, by which the time of its last data is known: how long the
    /// connection had been idle when the server closed it. Seen at the client, a close that data
    /// followed tells nothing.
    ///
    /// @param lastData when the socket had sent or received data last
    void destroyed(Connection connection, int end, long lastData) {
        int client = connection.dialler();
        if (client < 0) {
            return;
        }
        boolean ofServer = end != client;
        for (Change change : connection.changes()) {
            boolean closes = change.end() == end
                    && change.from().equals(Change.ESTABLISHED)
                    && change.to().equals(ofServer ? Change.FIN_WAIT_1 : Change.CLOSE_WAIT);
            boolean counted = !ofServer && connection.isSeen(1 - end);
            if (closes && !counted) {
                of(connection, client).service().closedIdle(change.nanos() - lastData);
            }
        }
    }

    /// Notes a reset that an end sent of its own accord.
    void reset(Connection connection, int client, int end, long nanos, boolean unused) {
        of(connection, client).of(side(end, client)).reset(nanos, unused);
        connection.isCounted(unused);
    }

    /// What went on around a reset.
    Surroundings around(Connection connection, int client, int resetBy, long nanos) {
        boolean finByResetter = false;
        for (Change change : connection.changes()) {
            finByResetter |= change.end() == resetBy
                    && change.to().equals(Change.FIN_WAIT_1)
                    && Math.abs(nanos - change.nanos()) <= 20_000_000L;
        }
        @Nullable Boolean unused = connection.countedUnused();
        return of(connection, client)
                .around(
                        side(resetBy, client),
                        nanos,
                        Long.MIN_VALUE,
                        unused != null,
                        unused != null && unused,
                        finByResetter);
    }

    private static Side side(int end, int client) {
        return end == client ? Side.CLIENT : Side.SERVER;
    }
}
