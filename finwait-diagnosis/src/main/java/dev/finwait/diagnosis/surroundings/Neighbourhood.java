package dev.finwait.diagnosis.surroundings;

import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;

/// The service and the two hosts of one connection, shared with their other connections. Not
/// thread-safe.
///
/// @param service the server's address and port
/// @param clientHost the client's address
/// @param serverHost the server's address
public record Neighbourhood(ServiceHistory service, HostHistory clientHost, HostHistory serverHost) {
    /// The end that resets and closes are counted for: a server's belong to its service, a client's to
    /// its host.
    ///
    /// @param side the side
    /// @return its history
    public HostHistory of(Side side) {
        return side == Side.SERVER ? service : clientHost;
    }

    /// What went on around a reset.
    ///
    /// @param resetBy the side that sent it
    /// @param nanos when
    /// @param since when the connection was set up: what ended before did not end with it
    /// @param counted whether it was itself told to [HostHistory#reset(long, boolean)]
    /// @param unused whether that side had never sent data on the connection
    /// @param closedByFin whether that side's FIN on the connection itself counts among the closes of
    ///     this instant
    /// @return the facts
    public Surroundings around(
            Side resetBy, long nanos, long since, boolean counted, boolean unused, boolean closedByFin) {
        HostHistory end = of(resetBy);
        return new Surroundings(
                Math.max(1, service.connections()),
                service.idleCloses(),
                serverHost.ttl(),
                Math.max(1, end.resetsAround(nanos, since) + (counted ? 0 : 1)),
                end.unusedResetsAround(nanos, since) + (!counted && unused ? 1 : 0),
                Math.max(0, end.closesAround(nanos, since) - (closedByFin ? 1 : 0)),
                resetBy == Side.SERVER ? service.isAliveAfter(nanos) : clientHost.endedMoreAfter(nanos));
    }
}
