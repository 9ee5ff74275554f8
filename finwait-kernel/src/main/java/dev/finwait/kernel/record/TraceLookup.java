package dev.finwait.kernel.record;

import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.Moment;
import java.util.Optional;

/// Finds what the kernel told of a connection that was seen elsewhere, in a capture for example.
@FunctionalInterface
public interface TraceLookup {
    /// Looks for the reset of a connection.
    ///
    /// @param client the end that dialled
    /// @param server the end that was called
    /// @param at when its first reset was seen
    /// @return what the kernel told, with the sides as they are named here; empty when it told
    ///     nothing at about that time
    Optional<KernelFacts> find(Endpoint client, Endpoint server, Moment at);
}
