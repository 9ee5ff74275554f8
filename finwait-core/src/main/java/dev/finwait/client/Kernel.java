package dev.finwait.client;

import dev.finwait.close.spi.ConnectionProbe;
import dev.finwait.close.spi.ConnectionSnapshot;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The first probe that works here, found when first needed.
final class Kernel {
    private static final Optional<ConnectionProbe> PROBE = find();

    private Kernel() {}

    static boolean isAsked() {
        return PROBE.isPresent();
    }

    /// Tells what the kernel says; empty when it knows no such connection.
    static Optional<ConnectionSnapshot> look(InetSocketAddress local, InetSocketAddress remote) {
        return PROBE.flatMap(probe -> probe.look(local, remote));
    }

    private static Optional<ConnectionProbe> find() {
        Iterator<ConnectionProbe> probes = ServiceLoader.load(
                        ConnectionProbe.class, ConnectionProbe.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!probes.hasNext()) {
                    return Optional.empty();
                }
                ConnectionProbe probe = probes.next();
                if (probe.isAvailable()) {
                    return Optional.of(probe);
                }
            } catch (ServiceConfigurationError | RuntimeException | LinkageError cannotBeUsed) {
                // Made for a newer JDK, for example: the next one may work.
            }
        }
    }
}
