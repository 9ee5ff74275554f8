package dev.finwait.linux.server;

import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.diag.SocketStatus;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// What waits at one listening socket: handshakes under way, and connections to be accepted.
final class Backlog {
    private final SocketDiagnostics kernel;
    private final int port;
    private final long inode;

    Backlog(SocketDiagnostics kernel, int port, long inode) {
        this.kernel = kernel;
        this.port = port;
        this.inode = inode;
    }

    /// The handshakes on this port, also those of other listeners on it, which the kernel does not tell apart.
    Set<Ends> handshakes() throws ErrnoException {
        return kernel.handshakes(port).stream()
                .map(status -> new Ends(status.local(), status.remote()))
                .collect(Collectors.toSet());
    }

    /// The length of the accept queue.
    OptionalLong queued() {
        try {
            return kernel.listeners(port).stream()
                    .filter(status -> status.inode() == inode)
                    .mapToLong(SocketStatus::receiveQueue)
                    .findFirst();
        } catch (ErrnoException e) {
            return OptionalLong.empty();
        }
    }

    /// The inode of a connection.
    OptionalLong inodeOf(InetSocketAddress local, InetSocketAddress remote) {
        try {
            return kernel.query(local, remote).stream()
                    .mapToLong(SocketStatus::inode)
                    .filter(found -> found != 0)
                    .findFirst();
        } catch (ErrnoException e) {
            return OptionalLong.empty();
        }
    }

    /// The addresses of a handshake.
    ///
    /// @param local this side's
    /// @param remote the peer's
    record Ends(InetSocketAddress local, InetSocketAddress remote) {}
}
