package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How one connection ends in a pool.
@Timeout(120)
final class LingerPoolTest {
    private final LingerPool pool =
            LingerPool.builder().budget(Budgets.patient()).build();

    @AfterEach
    void endPool() {
        pool.close(Duration.ZERO);
    }

    static CloseReport reportOf(CompletionStage<CloseReport> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatClosesIsDrainedToItsEnd(boolean blocking) throws Exception {
        Kind.withChannel((ours, peer) -> {
            ours.configureBlocking(blocking);
            CompletionStage<CloseReport> stage = pool.close(ours);

            peer.getOutputStream().write(new byte[3_000_000]);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();

            CloseReport report = reportOf(stage);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(3_000_000);
            assertThat(report.bytesUnread()).hasValue(0);
            assertThat(report.error()).isNull();
            assertThat(ours.isOpen()).isFalse();
        });
    }

    @Test
    void aPeerThatHasClosedEndsTheCloseAtOnce() throws Exception {
        Kind.withChannel((ours, peer) -> {
            peer.shutdownOutput();

            CloseReport report = reportOf(pool.close(ours));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isZero();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFinLeavesBeforeTheCallReturnsWhateverThePeerDoes(boolean blocking) throws Exception {
        Kind.withChannel((ours, peer) -> {
            ours.configureBlocking(blocking);
            CompletionStage<CloseReport> stage = pool.close(ours);

            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            assertThat(stage.toCompletableFuture()).isNotDone();
            assertThat(pool.lingering()).isEqualTo(1);
        });
    }

    @Test
    void aSilentPeerIsEndedByTheIdleLimit() throws Exception {
        Kind.withChannel((ours, peer) -> {
            CloseReport report = reportOf(pool.close(ours, Budgets.idleMillis(30)));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(report.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            assertThat(pool.lingering()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30})
    void aSilentPeerIsEndedByTheTotalLimit(long millis) throws Exception {
        Kind.withChannel((ours, peer) -> {
            CloseReport report = reportOf(pool.close(ours, Budgets.totalMillis(millis)));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(ours.isOpen()).isFalse();
        });
    }

    @Test
    void aDribblingPeerIsEndedByTheTotalLimit() throws Exception {
        Kind.withChannel((ours, peer) -> {
            CompletionStage<CloseReport> stage = pool.close(ours, Budgets.totalMillis(2_000));
            Peers.sendUntilRefused(peer, new byte[1], 1);

            CloseReport report = reportOf(stage);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(report.bytesDrained()).isPositive();
        });
    }

    @Test
    void aPeerBelowTheMinimumRateIsEndedByIt() throws Exception {
        Kind.withChannel((ours, peer) -> {
            CompletionStage<CloseReport> stage =
                    pool.close(ours, Budgets.totalMillis(2_000).withMinimumRate(1L << 40));
            Peers.sendUntilRefused(peer, new byte[1], 1);

            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.RATE_LIMIT);
        });
    }

    @Test
    void aFloodingPeerIsEndedByTheBytesLimit() throws Exception {
        Kind.withChannel((ours, peer) -> {
            CompletionStage<CloseReport> stage = pool.close(ours, Budgets.bytes(1_000_000));
            Peers.sendUntilRefused(peer, new byte[100_000], 0);

            CloseReport report = reportOf(stage);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
            assertThat(report.bytesDrained()).isEqualTo(1_000_001);
        });
    }

    @Test
    void aResetOfThePeerIsToldAsSuch() throws Exception {
        Pinned.withConnection(Kind.CHANNEL, (ours, peer) -> {
            CompletionStage<CloseReport> stage = pool.close(ours.getChannel());
            peer.getOutputStream().write(new byte[1_000_000]);
            peer.setSoLinger(true, 0);
            peer.close();

            CloseReport report = reportOf(stage);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_RESET);
            assertThat(report.bytesDrained()).isPositive();
            assertThat(report.error()).isInstanceOf(IOException.class);
        });
    }

    @Test
    void lingerZeroDoesNotAbort() throws Exception {
        Kind.withChannel((ours, peer) -> {
            ours.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);

            assertThat(reportOf(pool.close(ours, Budgets.idleMillis(30))).outcome())
                    .isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        });
    }

    @Test
    void aShutInputIsReportedAndNotTakenForTheEnd() throws Exception {
        Kind.withChannel((ours, peer) -> {
            ours.shutdownInput();

            assertThat(reportOf(pool.close(ours)).outcome()).isEqualTo(CloseOutcome.INPUT_SHUT);
        });
    }

    @Test
    void aChannelThatAnotherThreadClosesIsReported() throws Exception {
        Kind.withChannel((ours, peer) -> {
            CompletionStage<CloseReport> stage = pool.close(ours);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            await().pollDelay(Duration.ofMillis(20)).until(() -> pool.lingering() == 1);

            ours.close();

            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.CLOSED_CONCURRENTLY);
            assertThat(pool.lingering()).isZero();
        });
    }

    @Test
    void aClosedChannelIsLeftAlone() throws Exception {
        SocketChannel closed = SocketChannel.open();
        closed.close();

        assertThat(reportOf(pool.close(closed)).outcome()).isEqualTo(CloseOutcome.ALREADY_CLOSED);
    }

    @Test
    void anUnconnectedChannelIsJustClosed() throws Exception {
        SocketChannel unconnected = SocketChannel.open();

        assertThat(reportOf(pool.close(unconnected)).outcome()).isEqualTo(CloseOutcome.NOT_CONNECTED);
        assertThat(unconnected.isOpen()).isFalse();
    }

    @Test
    void closingTwiceReportsTwice() throws Exception {
        Kind.withChannel((ours, peer) -> {
            CompletionStage<CloseReport> one = pool.close(ours);
            CompletionStage<CloseReport> other = pool.close(ours);
            peer.close();

            assertThat(new CloseOutcome[] {
                        reportOf(one).outcome(), reportOf(other).outcome()
                    })
                    .contains(CloseOutcome.PEER_CLOSED);
            assertThat(pool.lingering()).isZero();
        });
    }

    @Test
    void aReaderInAnotherThreadHoldsUpNeitherTheCallerNorOthers() throws Exception {
        Kind.withChannel((held, heldPeer) -> Kind.withChannel((ours, peer) -> {
            Task<Integer> reader = Task.start(() -> Readers.readOrMinusTwo(held.socket()));
            await().until(() -> reader.isIn("read"));

            CompletionStage<CloseReport> heldStage = pool.close(held);
            CompletionStage<CloseReport> stage = pool.close(ours);
            peer.close();
            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(heldStage.toCompletableFuture()).isNotDone();

            heldPeer.close();
            assertThat(reportOf(heldStage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(reader.result()).isEqualTo(-1);
        }));
    }

    @Test
    void readersInOtherThreadsEndWithTheTotalLimit() throws Exception {
        Kind.withChannel((first, firstPeer) -> Kind.withChannel((second, secondPeer) -> {
            Task<Integer> firstReader = Task.start(() -> Readers.readOrMinusTwo(first.socket()));
            Task<Integer> secondReader = Task.start(() -> Readers.readOrMinusTwo(second.socket()));
            await().until(() -> firstReader.isIn("read") && secondReader.isIn("read"));

            CompletionStage<CloseReport> one = pool.close(first, Budgets.totalMillis(300));
            CompletionStage<CloseReport> other = pool.close(second, Budgets.totalMillis(300));

            assertThat(reportOf(one).outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(reportOf(other).outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(firstReader.result()).isEqualTo(Readers.FAILED);
            assertThat(secondReader.result()).isEqualTo(Readers.FAILED);
        }));
    }

    @Test
    void theSharedPoolCannotBeClosed() throws Exception {
        LingerPool.shared().close();

        Kind.withChannel((ours, peer) -> {
            CompletionStage<CloseReport> stage = LingerPool.shared().close(ours);
            assertThat(stage.toCompletableFuture()).isNotDone();
            peer.close();
            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> pool.close((SocketChannel) null));
        assertThatNullPointerException().isThrownBy(() -> pool.close((Socket) null));
        assertThatNullPointerException().isThrownBy(() -> pool.close((Duration) null));
        assertThatNullPointerException().isThrownBy(() -> LingerPool.builder().budget(null));
        assertThatNullPointerException().isThrownBy(() -> LingerPool.builder().executor(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LingerPool.builder().maxLingering(0))
                .withMessage("maxLingering is 0; use 1 or more");
    }
}
