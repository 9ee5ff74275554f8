package dev.finwait.linux.diag;

import static dev.finwait.linux.Connection.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.linux.Connection;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.socket.PollEvent;
import dev.finwait.linux.socket.RawSocket;
import dev.finwait.linux.socket.Shutdown;
import dev.finwait.linux.tcp.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class SocketDiagnosticsTest {
    private SocketDiagnostics diagnostics;

    @BeforeEach
    void open() {
        Optional<SocketDiagnostics> opened = SocketDiagnostics.open();
        assumeTrue(opened.isPresent(), "this kernel or sandbox has no socket diagnostics");
        diagnostics = opened.get();
    }

    @AfterEach
    void close() {
        if (diagnostics != null) {
            diagnostics.close();
        }
    }

    @Test
    void availabilityIsWhatOpeningShows() {
        assertThat(SocketDiagnostics.isAvailable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void unreadBytesAreThoseOfFionread(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            connection.client().send(new byte[1000]).orThrow();
            connection.server().poll(LONG, PollEvent.IN).result().orThrow();
            connection.server().recv(100).orThrow();
            SocketStatus status = statusOf(connection.server());
            assertThat(status.state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(status.unreadBytes())
                    .isEqualTo(900)
                    .isEqualTo(connection.server().unread().value());
            assertThat(status.isAllAcknowledged()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFinIsNoUnreadByte(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            connection.client().send(new byte[10]).orThrow();
            connection.client().shutdown(Shutdown.WR).orThrow();
            await().atMost(LONG).until(() -> statusOf(connection.server()).state() == TcpState.CLOSE_WAIT);
            assertThat(statusOf(connection.server()).receiveQueue()).isEqualTo(11);
            assertThat(statusOf(connection.server()).unreadBytes())
                    .isEqualTo(10)
                    .isEqualTo(connection.server().unread().value());
            connection.server().recv(10).orThrow();
            assertThat(statusOf(connection.server()).unreadBytes()).isZero();
            assertThat(connection.server().recv(10).value()).isZero();
            assertThat(statusOf(connection.server()).receiveQueue()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void unacknowledgedBytesAreThoseOfSiocoutq(Connection.Family family) throws Exception {
        try (Connection connection = Connection.narrow(family)) {
            Connection.fill(connection.client());
            await().atMost(LONG).untilAsserted(() -> {
                SocketStatus status = statusOf(connection.client());
                assertThat(status.unacknowledgedBytes())
                        .isPositive()
                        .isEqualTo(connection.client().unacknowledged().value());
                assertThat(status.tcpInfo().orElseThrow().notSentBytes())
                        .hasValue(connection.client().unsent().value());
            });
            assertThat(statusOf(connection.client()).isAllAcknowledged()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tcpInfoIsThatOfTheSocket(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            connection.client().send(new byte[500]).orThrow();
            await().atMost(LONG).until(() -> statusOf(connection.client()).isAllAcknowledged());
            assertThat(statusOf(connection.client()).tcpInfo().orElseThrow())
                    .usingRecursiveComparison()
                    .ignoringFields("sinceDataSent", "sinceDataReceived", "sinceAckReceived")
                    .isEqualTo(connection.client().tcpInfo());
        }
    }

    @Test
    void anOpenSocketHasTheInodeAndUserOfItsFile() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            SocketStatus status = statusOf(connection.client());
            assertThat(status.inode()).isEqualTo(inodeOf(connection.client()));
            assertThat(status.uid())
                    .isEqualTo(((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue());
            assertThat(status.isOrphan()).isFalse();
        }
    }

    @Test
    void anOrphanWithUnsentDataIsFoundInFinWait1() throws Exception {
        try (Connection connection = Connection.narrow(Connection.Family.IPV4)) {
            Connection.fill(connection.client());
            InetSocketAddress local = connection.client().localAddress();
            connection.client().closeNow().orThrow();
            SocketStatus orphan =
                    diagnostics.query(local, connection.server().localAddress()).orElseThrow();
            assertThat(orphan.state()).isEqualTo(TcpState.FIN_WAIT1);
            assertThat(orphan.isOrphan()).isTrue();
            assertThat(orphan.sendQueue()).isEqualTo(orphan.unacknowledgedBytes() + 1);
            assertThat(orphan.timer().kind()).isNotEqualTo(KernelTimer.Kind.NONE);
            assertThat(orphan.tcpInfo()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrphanIsFollowedFromFinWait2ToTimeWait(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            InetSocketAddress local = connection.client().localAddress();
            InetSocketAddress remote = connection.client().remoteAddress();
            connection.client().closeNow().orThrow();
            await().atMost(LONG).until(() -> stateOf(local, remote).equals(Optional.of(TcpState.FIN_WAIT2)));
            assertThat(diagnostics.query(local, remote).orElseThrow().isOrphan())
                    .isTrue();
            assertThat(diagnostics.query(local, remote).orElseThrow().isAllAcknowledged())
                    .isTrue();

            connection.server().closeNow().orThrow();
            await().atMost(LONG).until(() -> stateOf(local, remote).equals(Optional.of(TcpState.TIME_WAIT)));
            await().atMost(LONG).until(() -> diagnostics.query(remote, local).isEmpty());
            assertThat(diagnostics.query(local, remote).orElseThrow().timer().kind())
                    .isEqualTo(KernelTimer.Kind.TIME_WAIT);
        }
    }

    @Test
    void anOrphanThatClosedSecondIsFoundInLastAck() throws Exception {
        try (Connection connection = Connection.narrow(Connection.Family.IPV4)) {
            InetSocketAddress local = connection.server().localAddress();
            InetSocketAddress remote = connection.server().remoteAddress();
            Connection.fill(connection.server());
            connection.client().shutdown(Shutdown.WR).orThrow();
            await().atMost(LONG).until(() -> stateOf(local, remote).equals(Optional.of(TcpState.CLOSE_WAIT)));
            connection.server().closeNow().orThrow();
            SocketStatus orphan = diagnostics.query(local, remote).orElseThrow();
            assertThat(orphan.state()).isEqualTo(TcpState.LAST_ACK);
            assertThat(orphan.unacknowledgedBytes()).isPositive().isEqualTo(orphan.sendQueue() - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissingConnectionIsEmptyAlsoBesideAListener(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            InetSocketAddress local = connection.client().remoteAddress();
            InetSocketAddress absent = new InetSocketAddress(local.getAddress(), 1);
            assertThat(diagnostics.query(local, absent)).isEmpty();
            assertThat(diagnostics.query(absent, absent)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListenerTellsHowManyConnectionsWait(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family);
                RawSocket waiting = family.socket()) {
            InetSocketAddress address = family.addressOf(connection.listener());
            waiting.connect(address).orThrow();
            await().atMost(LONG)
                    .until(() ->
                            diagnostics.listeners(address.getPort()).getFirst().receiveQueue() == 1);
            SocketStatus listener = diagnostics.listeners(address.getPort()).getFirst();
            assertThat(listener.state()).isEqualTo(TcpState.LISTEN);
            assertThat(listener.sendQueue()).isEqualTo(8);
            assertThat(listener.unreadBytes()).isZero();
            assertThat(listener.unacknowledgedBytes()).isZero();
            assertThat(listener.isAllAcknowledged()).isFalse();

            InetSocketAddress anyone = new InetSocketAddress(anyOf(family), 0);
            assertThat(diagnostics.query(address, anyone).orElseThrow().receiveQueue())
                    .isEqualTo(1);
        }
    }

    private static InetAddress anyOf(Connection.Family family) {
        return Connection.ip(family == Connection.Family.IPV6 ? "::" : "0.0.0.0");
    }

    @ParameterizedTest
    @EnumSource
    void aDumpHoldsTheListenerAndItsConnections(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            List<SocketStatus> statuses =
                    diagnostics.dump(connection.client().remoteAddress().getPort());
            assertThat(statuses).extracting(SocketStatus::state).contains(TcpState.LISTEN, TcpState.ESTABLISHED);
            assertThat(statuses)
                    .extracting(SocketStatus::remote)
                    .contains(connection.client().localAddress());
        }
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        assertThatThrownBy(() -> diagnostics.dump(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> diagnostics.listeners(65536)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnresolvedAddressIsRefused() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        assertThatThrownBy(() -> diagnostics.query(unresolved, unresolved))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closedDiagnosticsSaySo() {
        diagnostics.close();
        diagnostics.close();
        InetSocketAddress any = new InetSocketAddress(Connection.ip("127.0.0.1"), 1);
        assertThatThrownBy(() -> diagnostics.query(any, any))
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("EBADF");
    }

    @Test
    void threadsThatShareThemGetTheirOwnAnswers() throws Exception {
        try (Connection first = Connection.ipv4();
                Connection second = Connection.ipv4();
                ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<?>> asking = new ArrayList<>();
            for (RawSocket socket : List.of(first.client(), second.client(), first.server(), second.server())) {
                asking.add(executor.submit(() -> askOften(socket)));
            }
            for (Future<?> future : asking) {
                future.get();
            }
        }
    }

    private Void askOften(RawSocket socket) throws IOException {
        long inode = inodeOf(socket);
        for (int i = 0; i < 500; i++) {
            assertThat(statusOf(socket).inode()).isEqualTo(inode);
        }
        return null;
    }

    private static long inodeOf(RawSocket socket) throws IOException {
        String target =
                Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket.fd())).toString();
        return Long.parseLong(target.substring("socket:[".length(), target.length() - 1));
    }

    private SocketStatus statusOf(RawSocket socket) throws ErrnoException {
        return diagnostics.query(socket.localAddress(), socket.remoteAddress()).orElseThrow();
    }

    private Optional<TcpState> stateOf(InetSocketAddress local, InetSocketAddress remote) throws ErrnoException {
        return diagnostics.query(local, remote).map(SocketStatus::state);
    }
}
