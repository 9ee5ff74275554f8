package dev.finwait.server;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseReport;
import dev.finwait.server.spi.ListenerHandle;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A listening socket that can be asked for a connection without waiting for ever.
///
/// @param <C> what it accepts
interface Acceptor<C extends Closeable> extends ListenerHandle, Closeable {
    /// Waits for a connection.
    ///
    /// @return the connection, or null when none came in time
    @Nullable
    C accept(Duration wait) throws IOException;

    /// Makes an [#accept] that waits return soon.
    void wakeUp();

    boolean isOpen();

    CloseReport close(C connection, CloseBudget budget);

    SocketAddress local(C connection) throws IOException;

    SocketAddress remote(C connection) throws IOException;
}
