package dev.finwait.linux.socket;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.ErrnoException;
import java.util.Optional;

/// What accept(2) gave. Immutable.
///
/// @param result the call; its value is the new descriptor
/// @param socket the connection; empty when the call failed
public record Accepted(CallResult result, Optional<RawSocket> socket) {
    /// Gives the connection.
    ///
    /// @return the socket, which the caller closes
    /// @throws ErrnoException if the call failed
    public RawSocket orThrow() throws ErrnoException {
        result.orThrow();
        return socket.orElseThrow();
    }
}
