package dev.finwait.linux.close;

import dev.finwait.close.spi.ConnectionProbe;
import dev.finwait.close.spi.ConnectionSnapshot;
import dev.finwait.close.spi.ConnectionState;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.Linux;
import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.diag.SocketStatus;
import dev.finwait.linux.tcp.TcpInfo;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at connections through the socket diagnostics, over one netlink socket for the life of the JVM.
///
/// Thread-safe.
public final class NetlinkProbe implements ConnectionProbe {
    /// Opened late: it is the first call of the module that enters native code.
    private final Supplier<Optional<SocketDiagnostics>> opening;

    private volatile Optional<SocketDiagnostics> diagnostics = Optional.empty();

    /// Makes a probe that opens its netlink socket when asked whether it is available; for the service loader.
    public NetlinkProbe() {
        this(SocketDiagnostics::open);
    }

    NetlinkProbe(Supplier<Optional<SocketDiagnostics>> opening) {
        this.opening = opening;
    }

    @Override
    public synchronized boolean isAvailable() {
        if (diagnostics.isEmpty() && Linux.isAvailable()) {
            diagnostics = opening.get();
        }
        return diagnostics.isPresent();
    }

    @Override
    public Optional<ConnectionSnapshot> look(InetSocketAddress local, InetSocketAddress remote) {
        Optional<SocketDiagnostics> opened = diagnostics;
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try {
            return opened.get().query(local, remote).flatMap(NetlinkProbe::snapshot);
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConnectionSnapshot> snapshot(SocketStatus status) {
        return state(status)
                .map(state ->
                        new ConnectionSnapshot(state, status.unreadBytes(), status.unacknowledgedBytes(), rtt(status)));
    }

    /// A socket whose connection is gone has no state; neither has a listener.
    private static Optional<ConnectionState> state(SocketStatus status) {
        return switch (status.state()) {
            case SYN_SENT, SYN_RECV, NEW_SYN_RECV -> Optional.of(ConnectionState.OPENING);
            case ESTABLISHED -> Optional.of(ConnectionState.ESTABLISHED);
            case CLOSE_WAIT -> Optional.of(ConnectionState.PEER_CLOSED);
            case FIN_WAIT1 -> Optional.of(ConnectionState.CLOSING);
            case FIN_WAIT2 -> Optional.of(ConnectionState.HALF_CLOSED);
            case CLOSING, LAST_ACK -> Optional.of(ConnectionState.BOTH_CLOSING);
            case TIME_WAIT -> Optional.of(ConnectionState.DONE);
            case CLOSE, LISTEN -> Optional.empty();
        };
    }

    private static Optional<Duration> rtt(SocketStatus status) {
        return status.tcpInfo().map(TcpInfo::rtt).filter(rtt -> !rtt.isZero());
    }
}
