package dev.finwait.bench.traffic;

import java.io.IOException;

/// What one end of a connection does.
@FunctionalInterface
interface Script {
    /// Plays it. Afterwards the end is closed, if the script has not done so.
    ///
    /// @param self this end
    /// @param exchange what was decided about the connection
    /// @throws IOException if the connection does not end as it should
    /// @throws InterruptedException if the run is given up
    void play(Peer self, Exchange exchange) throws IOException, InterruptedException;

    /// Gives a script that does this, then something else.
    default Script then(Script next) {
        return (self, exchange) -> {
            play(self, exchange);
            next.play(self, exchange);
        };
    }
}
