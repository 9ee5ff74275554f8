package dev.finwait.kernel.join;

import dev.finwait.kernel.event.Ends;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.diag.SocketDiagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Guesses who dialled, where no event told: a port with a listener on this host is a server's, one
/// that the kernel gives to clients is a client's, and of two alike the lower one is the server's.
///
/// For one thread.
final class PortRoles {
    private static final int MOST = 4096;
    private static final long FRESH_NANOS = 5_000_000_000L;
    private static final int[] USUAL_RANGE = {32768, 60999};

    private record Known(boolean listened, long nanos) {}

    private final Optional<SocketDiagnostics> diagnostics;
    private final int firstEphemeral;
    private final int lastEphemeral;
    private final Map<Integer, Known> ports = new HashMap<>();

    PortRoles(Optional<SocketDiagnostics> diagnostics, Path proc) {
        this.diagnostics = diagnostics;
        int[] range = range(proc.resolve("sys/net/ipv4/ip_local_port_range"));
        this.firstEphemeral = range[0];
        this.lastEphemeral = range[1];
    }

    private static int[] range(Path file) {
        try {
            String[] words = Files.readString(file).strip().split("\\s+", 2);
            return new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return USUAL_RANGE;
        }
    }

    /// Guesses which end dialled.
    ///
    /// @param ends the ends in their order
    /// @param connection says which of them this host has
    /// @return 0 or 1
    int client(Ends ends, Connection connection) {
        boolean listens0 = connection.isSeen(0) && isListened(ends.localPort());
        boolean listens1 = connection.isSeen(1) && isListened(ends.remotePort());
        if (listens0 != listens1) {
            return listens0 ? 1 : 0;
        }
        boolean ephemeral0 = isEphemeral(ends.localPort());
        if (ephemeral0 != isEphemeral(ends.remotePort())) {
            return ephemeral0 ? 0 : 1;
        }
        return ends.localPort() < ends.remotePort() ? 1 : 0;
    }

    private boolean isEphemeral(int port) {
        // Without a peer's address there is no port either: the server's side alone is known.
        return port == 0 || (port >= firstEphemeral && port <= lastEphemeral);
    }

    private boolean isListened(int port) {
        long now = System.nanoTime();
        Known known = ports.get(port);
        if (known == null || now - known.nanos() > FRESH_NANOS) {
            if (ports.size() >= MOST) {
                ports.clear();
            }
            known = new Known(ask(port), now);
            ports.put(port, known);
        }
        return known.listened();
    }

    private boolean ask(int port) {
        try {
            return diagnostics.isPresent()
                    && port > 0
                    && !diagnostics.get().listeners(port).isEmpty();
        } catch (ErrnoException e) {
            return false;
        }
    }
}
