package dev.finwait.close.spi;

import java.net.InetSocketAddress;
import java.util.Optional;

/// Tells what the kernel knows about a TCP connection of this host. A graceful close asks it a few times, so it
/// should answer within microseconds and must not block.
///
/// Providers are found by [java.util.ServiceLoader]; the first that can be loaded and says that it
/// [is available][#isAvailable()] is used for the life of the JVM. One that fails is passed over: no close fails
/// because of it.
///
/// Implementations are safe for use by several threads.
public interface ConnectionProbe {
    /// Tells whether this provider works here, so that asking makes sense. Called once, before the first look;
    /// it may prepare what it needs.
    ///
    /// @return false on another operating system, without native access, without the rights needed
    boolean isAvailable();

    /// Looks at one connection. It need not belong to this process, and the kernel may be its only owner: one that
    /// was closed is found until both FINs are acknowledged, or in TIME-WAIT.
    ///
    /// @param local the address and port of this side, resolved
    /// @param remote the address and port of the peer, resolved
    /// @return what the kernel says now; empty when it knows no such connection (any more), or cannot be asked
    Optional<ConnectionSnapshot> look(InetSocketAddress local, InetSocketAddress remote);
}
