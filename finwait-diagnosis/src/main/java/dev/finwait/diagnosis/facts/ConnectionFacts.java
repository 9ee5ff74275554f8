package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// All that is known of one connection with a reset. Immutable.
///
/// @param client the end that dialled
/// @param server the end that was called
/// @param rolesSeen whether the SYN or SYN-ACK or the kernel told who dialled; otherwise the lower port
///     is taken for the server's
/// @param wire what packets tell; null when none were captured
/// @param kernel what a host's kernel tells; null when none was asked
/// @param surroundings what went on around it
public record ConnectionFacts(
        Endpoint client,
        Endpoint server,
        boolean rolesSeen,
        @Nullable WireFacts wire,
        @Nullable KernelFacts kernel,
        Surroundings surroundings) {
    /// Wants at least one source.
    ///
    /// @throws IllegalArgumentException if there are neither packets nor kernel events with a reset
    public ConnectionFacts {
        if (wire == null && (kernel == null || (kernel.sent() == null && kernel.received() == null))) {
            throw new IllegalArgumentException("no reset is known of the connection " + client + " to " + server);
        }
    }

    /// The address of one side.
    ///
    /// @param side the side
    /// @return its endpoint
    public Endpoint endpoint(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /// The same connection with what a kernel tells added.
    ///
    /// @param more the kernel's facts
    /// @return facts of both sources
    public ConnectionFacts with(KernelFacts more) {
        return new ConnectionFacts(client, server, rolesSeen, wire, more, surroundings);
    }

    /// When it was reset: by the packets' clock where there are packets.
    ///
    /// @return the moment of the first reset
    public Moment resetAt() {
        if (wire != null) {
            return wire.reset().at();
        }
        return firstOf(kernel);
    }

    private static Moment firstOf(@Nullable KernelFacts kernel) {
        if (kernel != null && kernel.sent() != null) {
            return kernel.sent().at();
        }
        if (kernel != null && kernel.received() != null) {
            return kernel.received();
        }
        throw new IllegalStateException("the constructor wants a source");
    }
}
