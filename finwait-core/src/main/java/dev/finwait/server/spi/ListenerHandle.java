package dev.finwait.server.spi;

import java.io.IOException;
import java.net.InetSocketAddress;

/// A listening socket of this process, as far as it takes to recognise it among the process's descriptors:
/// its address, and a harmless option that a provider may flip, look for, and put back.
public interface ListenerHandle {
    /// Gives the address it listens on.
    ///
    /// @return the local address, resolved; the wildcard when it listens on all
    /// @throws IOException if it is closed
    InetSocketAddress address() throws IOException;

    /// Reads SO_REUSEADDR.
    ///
    /// @return whether it is on
    /// @throws IOException if it is closed
    boolean reuseAddress() throws IOException;

    /// Sets SO_REUSEADDR, which means nothing to a socket that is bound already.
    ///
    /// @param on whether it is to be on
    /// @throws IOException if it is closed
    void reuseAddress(boolean on) throws IOException;
}
