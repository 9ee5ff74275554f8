package dev.finwait.linux.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.CloseReport;
import dev.finwait.close.Delivery;
import dev.finwait.close.FactSource;
import dev.finwait.close.Finding;
import dev.finwait.close.LingerPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a pool reports of peers that close as soon as they can, when the kernel can be asked.
@Timeout(120)
class DiagnosedPoolTest {
    private static final CloseBudget PATIENT =
            new CloseBudget(Duration.ofMinutes(1), Duration.ofMinutes(1), Long.MAX_VALUE);
    private static final int CONNECTIONS = 50;
    private static final int ANSWER = 500;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePeerThatFollowsAtOnceHasAcknowledgedEverything(boolean blocking) throws Exception {
        assumeTrue(new NetlinkProbe().isAvailable(), "this kernel or sandbox has no socket diagnostics");
        LingerPool pool = LingerPool.builder().budget(PATIENT).askingAlways().build();
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 0; i < CONNECTIONS; i++) {
                assertDelivered(followed(pool, listener, blocking));
            }
        } finally {
            pool.close(Duration.ZERO);
        }
    }

    private static CloseReport followed(LingerPool pool, ServerSocketChannel listener, boolean blocking)
            throws Exception {
        SocketChannel peer = SocketChannel.open(listener.getLocalAddress());
        try (SocketChannel server = listener.accept()) {
            server.write(ByteBuffer.allocate(ANSWER));
            server.configureBlocking(blocking);
            CompletionStage<CloseReport> stage = pool.close(server);
            assertThat(readAllThenClose(peer)).hasSize(ANSWER);
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private static byte[] readAllThenClose(SocketChannel peer) throws IOException {
        try (peer) {
            return Channels.newInputStream(peer).readAllBytes();
        }
    }

    private static void assertDelivered(CloseReport report) {
        assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        assertThat(report.delivery()).isEqualTo(new Delivery.Acknowledged());
        assertThat(report.source()).isEqualTo(FactSource.DIAGNOSTICS);
        assertThat(report.bytesUnsent()).hasValue(0);
        assertThat(report.bytesUnread()).hasValue(0);
        assertThat(report.wouldHaveReset()).isEqualTo(Finding.NO);
    }
}
