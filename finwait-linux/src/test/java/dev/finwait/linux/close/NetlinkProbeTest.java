package dev.finwait.linux.close;

import static dev.finwait.linux.Connection.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.close.spi.ConnectionProbe;
import dev.finwait.close.spi.ConnectionSnapshot;
import dev.finwait.close.spi.ConnectionState;
import dev.finwait.linux.Connection;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.socket.Shutdown;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class NetlinkProbeTest {
    private final NetlinkProbe probe = new NetlinkProbe();
    private Connection connection;
    private InetSocketAddress here;
    private InetSocketAddress there;

    @BeforeEach
    void connect() throws ErrnoException {
        assumeTrue(probe.isAvailable(), "this kernel or sandbox has no socket diagnostics");
        connection = Connection.ipv4();
        here = connection.server().localAddress();
        there = connection.client().localAddress();
    }

    @AfterEach
    void close() {
        if (connection != null) {
            connection.close();
        }
    }

    private Optional<ConnectionSnapshot> look() {
        return probe.look(here, there);
    }

    private void awaitState(ConnectionState state) {
        await().atMost(LONG).until(() -> look().map(ConnectionSnapshot::state), Optional.of(state)::equals);
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(ConnectionProbe.class)).hasAtLeastOneElementOfType(NetlinkProbe.class);
    }

    @Test
    void itSeesUnreadBytesWithoutThePeersFin() throws ErrnoException {
        connection.client().send(new byte[300]).orThrow();
        connection.client().shutdown(Shutdown.WR).orThrow();

        awaitState(ConnectionState.PEER_CLOSED);
        ConnectionSnapshot snapshot = look().orElseThrow();
        assertThat(snapshot.unreadBytes()).isEqualTo(300);
        assertThat(snapshot.peerFinReceived()).isTrue();
        assertThat(snapshot.finAcknowledged()).isFalse();
    }

    @Test
    void itSeesTheAcknowledgementOfTheFin() throws ErrnoException {
        connection.server().send(new byte[300]).orThrow();
        connection.server().shutdown(Shutdown.WR).orThrow();

        awaitState(ConnectionState.HALF_CLOSED);
        ConnectionSnapshot snapshot = look().orElseThrow();
        assertThat(snapshot.finAcknowledged()).isTrue();
        assertThat(snapshot.unacknowledgedBytes()).isZero();
        assertThat(snapshot.rtt()).isPresent();
    }

    @Test
    void itStillSeesTheConnectionAfterTheClose() throws ErrnoException {
        connection.server().close();

        awaitState(ConnectionState.HALF_CLOSED);
        connection.client().close();
        awaitState(ConnectionState.DONE);
        assertThat(look().orElseThrow().peerFinReceived()).isTrue();
    }

    @Test
    void aResetConnectionIsUnknown() throws ErrnoException {
        connection.client().setLinger(true, 0).orThrow();
        connection.client().close();

        await().atMost(LONG).until(() -> look().isEmpty());
    }

    @Test
    void aListenerIsNoConnection() throws ErrnoException {
        InetSocketAddress wildcard = new InetSocketAddress(Connection.ip("0.0.0.0"), 0);

        assertThat(probe.look(connection.listener().localAddress(), wildcard)).isEmpty();
    }

    @Test
    void withoutDiagnosticsItIsNotAvailableAndSeesNothing() {
        NetlinkProbe without = new NetlinkProbe(Optional::empty);

        assertThat(without.isAvailable()).isFalse();
        assertThat(without.look(here, there)).isEmpty();
    }
}
