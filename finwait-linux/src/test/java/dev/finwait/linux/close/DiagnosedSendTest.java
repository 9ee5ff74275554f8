package dev.finwait.linux.close;

import static dev.finwait.linux.Connection.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.Delivery;
import dev.finwait.close.FactSource;
import dev.finwait.close.GracefulClose;
import dev.finwait.close.LastBytes;
import dev.finwait.close.LingerPool;
import dev.finwait.close.SendReport;
import dev.finwait.close.spi.ConnectionSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The last bytes where the kernel can be asked: its first word is about other bytes than these.
@Timeout(120)
class DiagnosedSendTest {
    private static final int ANSWER = 1 << 20;
    private static final CloseBudget PATIENT =
            new CloseBudget(Duration.ofMinutes(1), Duration.ofMinutes(1), Long.MAX_VALUE);

    private final NetlinkProbe probe = new NetlinkProbe();

    @Test
    void aPeerThatHasHalfClosedAndAcknowledgedEverythingStillGetsTheAnswer() throws Exception {
        withConnection((server, peer) -> {
            peer.shutdownOutput();
            await().atMost(LONG).until(() -> look(server).peerFinReceived());
            CompletableFuture<Integer> client = CompletableFuture.supplyAsync(() -> readAll(peer));

            SendReport report = GracefulClose.sendAndClose(server, LastBytes.of(ByteBuffer.allocate(ANSWER)), PATIENT);

            assertThat(client.get(60, TimeUnit.SECONDS)).isEqualTo(ANSWER);
            assertThat(report.complete()).isTrue();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.close().source()).isEqualTo(FactSource.DIAGNOSTICS);
        });
    }

    /// Before the sending everything was acknowledged, which says nothing about what was sent then.
    @Test
    void whatACutSendingThrewAwayIsTold() throws Exception {
        withConnection((server, peer) -> {
            SendReport report = GracefulClose.sendAndClose(
                    server, LastBytes.of(ByteBuffer.allocate(64 << 20)), PATIENT.withIdle(Duration.ofMillis(300)));

            assertCut(report, CloseOutcome.IDLE_LIMIT);
        });
    }

    @Test
    void whatAPoolThrewAwayIsTold() throws Exception {
        withConnection((server, peer) -> {
            server.configureBlocking(false);
            LingerPool pool = LingerPool.builder().budget(PATIENT).build();
            CompletionStage<SendReport> stage = pool.sendAndClose(server, ByteBuffer.allocate(64 << 20));
            await().atMost(LONG).until(server::isRegistered);
            pool.close(Duration.ZERO);

            assertCut(stage.toCompletableFuture().get(60, TimeUnit.SECONDS), CloseOutcome.EVICTED);
        });
    }

    private static void assertCut(SendReport report, CloseOutcome outcome) {
        assertThat(report.complete()).isFalse();
        assertThat(report.close().outcome()).isEqualTo(outcome);
        long unsent = report.close().bytesUnsent().orElseThrow();
        assertThat(unsent).isPositive().isLessThanOrEqualTo(report.bytesSent());
        assertThat(report.close().delivery()).isEqualTo(new Delivery.Lost(unsent));
    }

    private ConnectionSnapshot look(SocketChannel channel) throws IOException {
        return probe.look((InetSocketAddress) channel.getLocalAddress(), (InetSocketAddress) channel.getRemoteAddress())
                .orElseThrow();
    }

    private static int readAll(SocketChannel peer) {
        try (peer) {
            return Channels.newInputStream(peer).readAllBytes().length;
        } catch (IOException e) {
            return -1;
        }
    }

    private void withConnection(Body body) throws Exception {
        assumeTrue(probe.isAvailable(), "this kernel or sandbox has no socket diagnostics");
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel peer = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel server = listener.accept()) {
                body.run(server, peer);
            }
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(SocketChannel server, SocketChannel peer) throws Exception;
    }
}
