package dev.finwait.linux.close;

import dev.finwait.close.spi.ConnectionProbe;
import dev.finwait.close.spi.ConnectionSnapshot;
import dev.finwait.close.spi.ConnectionState;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.Linux;
import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.diag.SocketQueues;
import dev.finwait.linux.tcp.TcpState;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks at connections through the socket diagnostics, over a few netlink sockets for the life of the JVM: one
/// serves one thread at a time, and threads that close should not wait for each other.
///
/// Thread-safe.
public final class NetlinkProbe implements ConnectionProbe {
    private static final int MOST_SOCKETS = 8;

    /// Opened late: it is the first call of the module that enters native code.
    private final Supplier<Optional<SocketDiagnostics>> opening;

    private volatile List<SocketDiagnostics> diagnostics = List.of();

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
            int wanted = Math.min(MOST_SOCKETS, 2 * Runtime.getRuntime().availableProcessors());
            diagnostics = Stream.generate(opening)
                    .limit(wanted)
                    .flatMap(Optional::stream)
                    .toList();
        }
        return !diagnostics.isEmpty();
    }

    @Override
    public Optional<ConnectionSnapshot> look(InetSocketAddress local, InetSocketAddress remote) {
        List<SocketDiagnostics> opened = diagnostics;
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try {
            return idleOf(opened).queues(local, remote).flatMap(NetlinkProbe::snapshot);
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    /// A thread that lost its processor in the midst of a look holds nobody else up while another socket is idle.
    private static SocketDiagnostics idleOf(List<SocketDiagnostics> opened) {
        int mine = Math.floorMod(Thread.currentThread().threadId(), opened.size());
        for (int i = 0; i < opened.size(); i++) {
            SocketDiagnostics candidate = opened.get((mine + i) % opened.size());
            if (!candidate.isBusy()) {
                return candidate;
            }
        }
        return opened.get(mine);
    }

    private static Optional<ConnectionSnapshot> snapshot(SocketQueues queues) {
        Optional<ConnectionState> state = state(queues.state());
        return state.map(known ->
                new ConnectionSnapshot(known, queues.unreadBytes(), queues.unacknowledgedBytes(), queues.rtt()));
    }

    /// A socket whose connection is gone has no state; neither has a listener.
    private static Optional<ConnectionState> state(TcpState state) {
        return switch (state) {
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
}
