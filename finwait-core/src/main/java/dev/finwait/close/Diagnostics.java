package dev.finwait.close;

import dev.finwait.close.spi.ConnectionProbe;
import dev.finwait.close.spi.ConnectionSnapshot;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The kernel's word on connections, where a provider of it is present and works. Never fails: without a
/// provider, and for one that throws, nothing is known.
final class Diagnostics {
    /// A class path on which more providers than this are broken is not searched further.
    private static final int MOST_FAILURES = 16;

    private Diagnostics() {}

    /// The search waits for the first close that could use its result.
    private static final class Found {
        static final Optional<ConnectionProbe> PROBE =
                firstUsable(ServiceLoader.load(ConnectionProbe.class, ConnectionProbe.class.getClassLoader()));
    }

    static Optional<ConnectionSnapshot> look(@Nullable SocketAddress local, @Nullable SocketAddress remote) {
        if (local instanceof InetSocketAddress here && remote instanceof InetSocketAddress there) {
            return Found.PROBE.flatMap(probe -> look(probe, here, there));
        }
        return Optional.empty();
    }

    static Optional<ConnectionSnapshot> look(ConnectionProbe probe, InetSocketAddress local, InetSocketAddress remote) {
        try {
            return probe.look(local, remote);
        } catch (RuntimeException | LinkageError broken) {
            return Optional.empty();
        }
    }

    /// A provider for a newer Java than this one fails to load with an `UnsupportedClassVersionError`.
    static Optional<ConnectionProbe> firstUsable(Iterable<ConnectionProbe> providers) {
        Iterator<ConnectionProbe> candidates = providers.iterator();
        for (int failures = 0; failures < MOST_FAILURES; failures++) {
            try {
                while (candidates.hasNext()) {
                    ConnectionProbe probe = candidates.next();
                    if (probe.isAvailable()) {
                        return Optional.of(probe);
                    }
                }
                return Optional.empty();
            } catch (RuntimeException | ServiceConfigurationError | LinkageError unusable) {
                // The next one may work.
            }
        }
        return Optional.empty();
    }
}
