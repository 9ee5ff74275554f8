package dev.finwait.server.spi;

import java.net.InetSocketAddress;
import java.util.OptionalLong;

/// A listening socket that takes no new connection any more. Used by one thread.
public interface StoppedAdmission {
    /// Tells by what it was stopped.
    ///
    /// @return the means
    Means means();

    /// Tells whether every handshake that was under way when admission stopped has ended, so that the accept
    /// queue can only become shorter.
    ///
    /// @return false while one is under way, or when it is too early to tell
    boolean isSettled();

    /// Undoes what a connection may have inherited from the stopped listener. Called for each connection that
    /// is accepted from it, before it is used.
    ///
    /// @param local the address of this side
    /// @param remote the address of the peer
    void release(InetSocketAddress local, InetSocketAddress remote);

    /// Counts the connections in the accept queue.
    ///
    /// @return their number; empty when it cannot be told
    OptionalLong queued();

    /// By what new connections are kept away. Later versions may add constants.
    enum Means {
        /// A packet filter on the listening socket drops segments with SYN.
        SYN_FILTER,

        /// The listening socket drops segments that have passed a router, or started with a TTL below 255,
        /// as nearly all do (RFC 5082). It applies to new connections, not to handshakes under way.
        MINIMUM_TTL
    }
}
