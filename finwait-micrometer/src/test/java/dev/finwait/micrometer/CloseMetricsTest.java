package dev.finwait.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.GracefulClose;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CloseMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CloseMetrics metrics = new CloseMetrics(Tags.of("service", "shop"));
    private ServerSocket listener;
    private Socket peer;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
        server = listener.accept();
        metrics.bindTo(registry);
    }

    @AfterEach
    void close() throws IOException {
        metrics.close();
        server.close();
        peer.close();
        listener.close();
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags("service", "shop").tags(tags).counter().count();
    }

    private long closes(CloseOutcome outcome) {
        return registry.get("finwait.close")
                .tags("service", "shop", "outcome", outcome.name().toLowerCase(java.util.Locale.ROOT))
                .timer()
                .count();
    }

    private void sendFromPeer(int bytes) throws IOException {
        peer.getOutputStream().write(new byte[bytes]);
        await().until(() -> server.getInputStream().available() == bytes);
    }

    @Test
    void anOrderlyCloseThatDrainedIsCountedAsSaved() throws IOException {
        sendFromPeer(300);
        peer.shutdownOutput();

        GracefulClose.close(server);

        assertThat(closes(CloseOutcome.PEER_CLOSED)).isEqualTo(1);
        assertThat(count("finwait.close.drained")).isEqualTo(300);
        assertThat(count("finwait.close.saved")).isEqualTo(1);
        assertThat(count("finwait.close.unread")).isZero();
        assertThat(count("finwait.close.delivery", "delivery", "unknown")).isEqualTo(1);
    }

    @Test
    void aCloseWithUnreadInputIsCountedAsSuch() throws IOException {
        sendFromPeer(300);

        GracefulClose.close(server, CloseBudget.DEFAULT.withDrainedBytes(100));

        assertThat(closes(CloseOutcome.BYTES_LIMIT)).isEqualTo(1);
        assertThat(count("finwait.close.unread")).isEqualTo(1);
        assertThat(count("finwait.close.saved")).isZero();
    }

    @Test
    void theTimerHoldsTheTimeThatTheCloseTook() {
        Duration elapsed = GracefulClose.close(server, CloseBudget.DEFAULT.withIdle(Duration.ofMillis(20)))
                .elapsed();

        assertThat(registry.get("finwait.close")
                        .tag("outcome", "idle_limit")
                        .timer()
                        .totalTime(java.util.concurrent.TimeUnit.NANOSECONDS))
                .isEqualTo((double) elapsed.toNanos());
    }

    @Test
    void nothingIsCountedAfterTheMetricsAreClosed() {
        metrics.close();

        GracefulClose.close(server, CloseBudget.DEFAULT.withTotal(Duration.ZERO));

        assertThat(closes(CloseOutcome.TOTAL_LIMIT)).isZero();
    }

    @Test
    void metersExistBeforeTheFirstClose() {
        assertThat(count("finwait.close.lost")).isZero();
        assertThat(count("finwait.close.delivery", "delivery", "lost")).isZero();
        for (CloseOutcome outcome : CloseOutcome.values()) {
            assertThat(closes(outcome)).isZero();
        }
    }
}
