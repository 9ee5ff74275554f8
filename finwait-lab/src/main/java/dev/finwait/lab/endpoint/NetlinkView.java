package dev.finwait.lab.endpoint;

import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.diag.SocketStatus;
import dev.finwait.linux.tcp.TcpState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The kernel's view of a socket whose descriptor is out of reach, asked over netlink by its address pair.
public final class NetlinkView implements SocketView {
    private final SocketDiagnostics diagnostics;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    /// Looks at the socket of one address pair.
    ///
    /// @param diagnostics the way to the kernel
    /// @param local the address of the socket
    /// @param remote the address that it is connected to
    public NetlinkView(SocketDiagnostics diagnostics, InetSocketAddress local, InetSocketAddress remote) {
        this.diagnostics = diagnostics;
        this.local = local;
        this.remote = remote;
    }

    @Override
    public TcpState state() {
        return status().map(SocketStatus::state).orElse(TcpState.CLOSE);
    }

    @Override
    public long unacknowledged() {
        return status().map(SocketStatus::sendQueue).orElse(0L);
    }

    private Optional<SocketStatus> status() {
        try {
            return diagnostics.query(local, remote);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
