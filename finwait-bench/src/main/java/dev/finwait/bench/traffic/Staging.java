package dev.finwait.bench.traffic;

import java.io.IOException;

/// Makes an exchange happen.
@FunctionalInterface
interface Staging {
    /// Opens what the exchange needs, plays it, and notes the intent of each connection before it is opened.
    ///
    /// @param network where it happens
    /// @param exchange what was decided
    /// @throws IOException if it did not end as intended
    /// @throws InterruptedException if it took too long
    void stage(Network network, Exchange exchange) throws IOException, InterruptedException;
}
