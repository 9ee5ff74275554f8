package dev.finwait.linux.close;

import static dev.finwait.linux.Connection.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.CloseReport;
import dev.finwait.close.Delivery;
import dev.finwait.close.FactSource;
import dev.finwait.close.Finding;
import dev.finwait.close.GracefulClose;
import dev.finwait.close.spi.ConnectionSnapshot;
import dev.finwait.close.spi.ConnectionState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a graceful close reports when the kernel can be asked.
@Timeout(120)
class DiagnosedCloseTest {
    private static final CloseBudget PATIENT =
            new CloseBudget(Duration.ofMinutes(1), Duration.ofMinutes(1), Long.MAX_VALUE);

    private final NetlinkProbe probe = new NetlinkProbe();
    private ServerSocketChannel listener;
    private SocketChannel peer;
    private SocketChannel server;

    /// What is closed: the channel, or a socket that has none.
    enum Kind {
        CHANNEL,
        SOCKET
    }

    @BeforeEach
    void connect() throws IOException {
        assumeTrue(probe.isAvailable(), "this kernel or sandbox has no socket diagnostics");
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        peer = SocketChannel.open(listener.getLocalAddress());
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        if (listener != null) {
            server.close();
            peer.close();
            listener.close();
        }
    }

    private Optional<ConnectionSnapshot> look(SocketChannel channel) {
        try {
            return probe.look(
                    (InetSocketAddress) channel.getLocalAddress(), (InetSocketAddress) channel.getRemoteAddress());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    private void awaitServer(Predicate<ConnectionSnapshot> condition) {
        await().atMost(LONG).until(() -> look(server).filter(condition).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatClosedAndHasEverythingIsNotWaitedFor(Kind kind) throws IOException {
        if (kind == Kind.SOCKET) {
            closesASocketAtOnce();
            return;
        }
        server.write(ByteBuffer.allocate(500));
        peer.shutdownOutput();
        awaitServer(seen -> seen.peerFinReceived() && seen.unacknowledgedBytes() == 0);

        assertClosedAtOnce(GracefulClose.close(server, PATIENT));
        assertThat(peer.read(ByteBuffer.allocate(1000))).isEqualTo(500);
        assertThat(peer.read(ByteBuffer.allocate(1000))).isEqualTo(-1);
    }

    private void closesASocketAtOnce() throws IOException {
        try (java.net.ServerSocket old = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                java.net.Socket client = new java.net.Socket(old.getInetAddress(), old.getLocalPort());
                java.net.Socket accepted = old.accept()) {
            client.shutdownOutput();
            InetSocketAddress here = (InetSocketAddress) accepted.getLocalSocketAddress();
            InetSocketAddress there = (InetSocketAddress) accepted.getRemoteSocketAddress();
            await().atMost(LONG)
                    .until(() -> probe.look(here, there)
                            .filter(ConnectionSnapshot::peerFinReceived)
                            .isPresent());

            assertClosedAtOnce(GracefulClose.close(accepted, PATIENT));
            client.setSoTimeout((int) LONG.toMillis());
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void assertClosedAtOnce(CloseReport report) {
        assertThat(report.outcome()).isEqualTo(CloseOutcome.NOTHING_AT_RISK);
        assertThat(report.delivery()).isEqualTo(new Delivery.Acknowledged());
        assertThat(report.wouldHaveReset()).isEqualTo(Finding.NO);
        assertThat(report.source()).isEqualTo(FactSource.DIAGNOSTICS);
        assertThat(report.bytesUnread()).hasValue(0);
        assertThat(report.bytesUnsent()).hasValue(0);
        assertThat(report.rtt()).isPresent();
    }

    @Test
    void unreadInputIsDrainedAlthoughThePeerHasClosed() throws IOException {
        peer.write(ByteBuffer.allocate(700));
        peer.shutdownOutput();
        awaitServer(ConnectionSnapshot::peerFinReceived);

        CloseReport report = GracefulClose.close(server, PATIENT);

        assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        assertThat(report.bytesDrained()).isEqualTo(700);
        assertThat(report.wouldHaveReset()).isEqualTo(Finding.YES);
        assertThat(report.delivery()).isEqualTo(new Delivery.Acknowledged());
    }

    @Test
    void lingerZeroDoesNotResetWhatIsNotAtRisk() throws IOException {
        server.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        peer.shutdownOutput();
        awaitServer(ConnectionSnapshot::peerFinReceived);

        assertThat(GracefulClose.close(server, PATIENT).outcome()).isEqualTo(CloseOutcome.NOTHING_AT_RISK);
        assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void aPeerThatReadsNothingLeavesDeliveryUnknownAndBytesUnsent() throws IOException {
        fill();

        CloseReport report = GracefulClose.close(server, PATIENT.withIdle(Duration.ofMillis(50)));

        assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
        assertThat(report.delivery()).isEqualTo(new Delivery.Unknown());
        assertThat(report.bytesUnsent().orElseThrow()).isPositive();
        assertThat(report.wouldHaveReset()).isEqualTo(Finding.UNKNOWN);
    }

    @Test
    void aCloseThatResetsTellsWhatItLost() throws IOException {
        fill();
        peer.write(ByteBuffer.allocate(1000));
        awaitServer(seen -> seen.unreadBytes() == 1000);

        CloseReport report = GracefulClose.close(server, PATIENT.withDrainedBytes(10));

        assertThat(report.outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
        assertThat(report.bytesUnread()).hasValue(1000 - report.bytesDrained());
        assertThat(report.delivery())
                .isEqualTo(new Delivery.Lost(report.bytesUnsent().orElseThrow()));
    }

    @Test
    void aResetByThePeerAfterEverythingWasAcknowledgedLostNothing() throws IOException {
        server.write(ByteBuffer.allocate(100));
        awaitServer(seen -> seen.unacknowledgedBytes() == 0);
        Thread resetting = new Thread(() -> {
            await().atMost(LONG)
                    .until(() -> look(server)
                            .map(ConnectionSnapshot::state)
                            .filter(ConnectionState.HALF_CLOSED::equals)
                            .isPresent());
            try {
                peer.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
                peer.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        resetting.start();

        CloseReport report = GracefulClose.close(server, PATIENT);

        assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_RESET);
        assertThat(report.delivery()).isEqualTo(new Delivery.Acknowledged());
        assertThat(report.bytesUnsent()).hasValue(0);
    }

    @Test
    void theIdleLimitOfANearPeerIsItsFloor() throws IOException {
        peer.write(ByteBuffer.allocate(1));
        awaitServer(seen -> seen.rtt().isPresent());

        CloseReport report =
                GracefulClose.close(server, PATIENT.withIdle(Duration.ofMillis(50), Duration.ofMinutes(1)));

        assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
    }

    /// Writes until neither side's kernel takes more.
    private void fill() throws IOException {
        server.configureBlocking(false);
        while (server.write(ByteBuffer.allocate(1 << 16)) > 0) {
            // More fits.
        }
        server.configureBlocking(true);
    }
}
