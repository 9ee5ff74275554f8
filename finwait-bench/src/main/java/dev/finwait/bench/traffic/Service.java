package dev.finwait.bench.traffic;

import java.net.InetSocketAddress;
import java.time.Duration;

/// A server that clients talk to. Immutable.
///
/// @param address where it listens
/// @param idleLimit how long it keeps a connection without a request
record Service(InetSocketAddress address, Duration idleLimit) {
    /// Gives an address of the same host on which nobody listens.
    InetSocketAddress closedPort() {
        return new InetSocketAddress(address.getAddress(), address.getPort() + 1);
    }
}
