package dev.finwait.server;

import java.io.IOException;

/// Serves one connection of a [GracefulListener], in a thread of its executor.
///
/// @param <C> `Socket` or `SocketChannel`
@FunctionalInterface
public interface ConnectionHandler<C> {
    /// Serves a connection to its end. It need not close it: the listener does so gracefully when this
    /// returns or throws. A connection that it hands to another thread has to be closed there before this
    /// returns.
    ///
    /// @param connection the connection
    /// @throws IOException if the connection fails, which concerns nobody else
    void handle(C connection) throws IOException;
}
