package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sockets handed to a pool, with and without a channel behind them.
@Timeout(120)
final class LingerPoolSocketTest {
    private LingerPool pool = LingerPool.builder().budget(Budgets.patient()).build();

    @AfterEach
    void endPool() {
        pool.close(Duration.ZERO);
    }

    private static CloseReport reportOf(CompletionStage<CloseReport> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatClosesIsDrainedToItsEnd(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            CompletionStage<CloseReport> stage = pool.close(ours);
            assertThat(pool.lingering()).isEqualTo(1);
            peer.getOutputStream().write(new byte[500_000]);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();

            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(reportOf(stage).bytesDrained()).isEqualTo(500_000);
            assertThat(ours.isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSilentPeerIsEndedByTheIdleLimit(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> assertThat(
                        reportOf(pool.close(ours, Budgets.idleMillis(30))).outcome())
                .isEqualTo(CloseOutcome.IDLE_LIMIT));
    }

    @ParameterizedTest
    @EnumSource
    void aPoolThatIsClosedEvictsIt(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            CompletionStage<CloseReport> stage = pool.close(ours);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);

            pool.close(Duration.ofMillis(20));

            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.EVICTED);
            assertThat(ours.isClosed()).isTrue();
        });
    }

    @Test
    void theOldestSocketIsEvictedFirst() throws Exception {
        pool = LingerPool.builder().budget(Budgets.patient()).maxLingering(1).build();
        Kind.SOCKET.withConnection((first, firstPeer) -> Kind.SOCKET.withConnection((second, secondPeer) -> {
            CompletionStage<CloseReport> one = pool.close(first);
            CompletionStage<CloseReport> other = pool.close(second);

            assertThat(reportOf(one).outcome()).isEqualTo(CloseOutcome.EVICTED);
            secondPeer.close();
            assertThat(reportOf(other).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(pool.lingering()).isZero();
        }));
    }

    @Test
    void moreSocketsThanThreadsAllGetTheirFinAtOnceAndTheirReport() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50)) {
            List<Socket> peers = new ArrayList<>();
            List<CompletionStage<CloseReport>> stages = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
                peer.setSoTimeout(60_000);
                peers.add(peer);
                stages.add(pool.close(listener.accept()));
            }
            for (Socket peer : peers) {
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
            for (Socket peer : peers) {
                peer.close();
            }
            for (CompletionStage<CloseReport> stage : stages) {
                assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            }
            await().until(() -> pool.lingering() == 0);
        }
    }
}
