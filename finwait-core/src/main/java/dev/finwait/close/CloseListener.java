package dev.finwait.close;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Is told about every graceful close of this JVM once it is registered with [CloseListeners].
///
/// ```java
/// CloseListeners.add((report, peer) -> {
///     if (!report.outcome().isOrderly()) {
///         logger.log(Level.INFO, "{0}: {1}", peer, report);
///     }
/// });
/// ```
///
/// Implementations are safe for use by several threads.
@FunctionalInterface
public interface CloseListener {
    /// Takes note of a close. It is called in the thread that closed, after the connection is closed and without
    /// any lock held; that thread waits, and from a `LingerPool` it serves many connections, so this should be
    /// short. What it throws is thrown away.
    ///
    /// @param report how the close ended
    /// @param peer the address of the peer; null when it is not known, because the connection was closed before
    ///     or never was connected
    void closed(CloseReport report, @Nullable SocketAddress peer);
}
