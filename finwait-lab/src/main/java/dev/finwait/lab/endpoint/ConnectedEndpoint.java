package dev.finwait.lab.endpoint;

import java.net.InetSocketAddress;

/// An end that knows both addresses from the start: they can still be asked for when the socket is closed.
abstract class ConnectedEndpoint implements Endpoint {
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    ConnectedEndpoint(InetSocketAddress local, InetSocketAddress remote) {
        this.local = local;
        this.remote = remote;
    }

    @Override
    public final InetSocketAddress local() {
        return local;
    }

    @Override
    public final InetSocketAddress remote() {
        return remote;
    }
}
