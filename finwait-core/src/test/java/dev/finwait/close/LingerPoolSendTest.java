package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The last bytes of a channel, sent by a pool while it discards input.
@Timeout(120)
final class LingerPoolSendTest {
    private static final int ANSWER = 2 << 20;
    private static final int UPLOAD = 10_000_000;

    private final LingerPool pool =
            LingerPool.builder().budget(Budgets.patient()).build();

    @AfterEach
    void endPool() {
        pool.close(Duration.ZERO);
    }

    @FunctionalInterface
    private interface Body {
        void run(SocketChannel ours, Socket peer) throws Exception;
    }

    private static void withChannel(boolean blocking, Body body) throws Exception {
        Pinned.withConnection(Kind.CHANNEL, (ours, peer) -> {
            ours.getChannel().configureBlocking(blocking);
            body.run(ours.getChannel(), peer);
        });
    }

    private static SendReport reportOf(CompletionStage<SendReport> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static ByteBuffer answer() {
        return ByteBuffer.allocate(ANSWER);
    }

    private static void assertCut(SendReport report, CloseOutcome outcome, Socket peer) {
        assertThat(report.close().outcome()).isEqualTo(outcome);
        assertThat(report.complete()).isFalse();
        assertThat(report.bytesSent()).isLessThan(ANSWER);
        assertThat(Readers.endOf(peer)).isEqualTo(Readers.End.RESET);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerLargerThanTheWindowReachesAPeerThatWritesFirst(boolean blocking) throws Exception {
        byte[] answer = Answers.random(ANSWER);
        withChannel(blocking, (ours, peer) -> {
            Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(peer, UPLOAD));

            SendReport report = reportOf(pool.sendAndClose(
                    ours, ByteBuffer.wrap(answer, 0, 200), ByteBuffer.wrap(answer, 200, ANSWER - 200)));

            assertThat(client.result()).isEqualTo(answer);
            assertThat(report.complete()).isTrue();
            assertThat(report.bytesSent()).isEqualTo(ANSWER);
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.close().bytesDrained()).isEqualTo(UPLOAD);
            assertThat(ours.isOpen()).isFalse();
            assertThat(pool.lingering()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aShortAnswerIsFollowedByTheFin(boolean blocking) throws Exception {
        withChannel(blocking, (ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours, ByteBuffer.wrap(new byte[] {1, 2, 3}));

            assertThat(peer.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
            peer.close();
            assertThat(reportOf(stage).complete()).isTrue();
            assertThat(reportOf(stage).close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingToSendIsAnOrdinaryClose(boolean blocking) throws Exception {
        withChannel(blocking, (ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours);

            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();
            assertThat(reportOf(stage).complete()).isTrue();
            assertThat(reportOf(stage).bytesSent()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatHasHalfClosedGetsEveryByte(boolean blocking) throws Exception {
        withChannel(blocking, (ours, peer) -> {
            peer.shutdownOutput();
            CompletionStage<SendReport> stage = pool.sendAndClose(ours, answer());

            assertThat(Pinned.readAllThenClose(peer)).hasSize(ANSWER);
            assertThat(reportOf(stage).complete()).isTrue();
            assertThat(reportOf(stage).close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @Test
    void aPeerThatNeitherReadsNorWritesIsEndedByTheIdleLimit() throws Exception {
        withChannel(
                false,
                (ours, peer) -> assertCut(
                        reportOf(pool.sendAndClose(ours, Budgets.idleMillis(250), answer())),
                        CloseOutcome.IDLE_LIMIT,
                        peer));
    }

    @Test
    void aPeerThatFloodsAndNeverReadsIsEndedByTheTotalLimit() throws Exception {
        withChannel(false, (ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));

            SendReport report = reportOf(pool.sendAndClose(ours, Budgets.totalMillis(400), answer()));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(report.complete()).isFalse();
            assertThat(flooder.result()).isTrue();
        });
    }

    @Test
    void aPeerThatFloodsAndNeverReadsIsEndedByTheNumberOfBytes() throws Exception {
        withChannel(false, (ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));

            SendReport report = reportOf(pool.sendAndClose(ours, Budgets.bytes(300_000), answer()));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
            assertThat(report.close().bytesDrained()).isEqualTo(300_001);
            assertThat(flooder.result()).isTrue();
        });
    }

    @Test
    void aPeerThatResetsEndsTheSending() throws Exception {
        withChannel(false, (ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours, answer());
            assertThat(peer.getInputStream().read()).isZero();
            peer.setSoLinger(true, 0);
            peer.close();

            assertThat(reportOf(stage).close().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
            assertThat(reportOf(stage).complete()).isFalse();
        });
    }

    @Test
    void oneThatIsEvictedWhileItSendsIsReset() throws Exception {
        LingerPool small =
                LingerPool.builder().budget(Budgets.patient()).maxLingering(1).build();
        try {
            withChannel(
                    false,
                    (ours, peer) -> Kind.withChannel((other, otherPeer) -> {
                        CompletionStage<SendReport> stage = small.sendAndClose(ours, answer());
                        await().until(ours::isRegistered);

                        small.close(other);

                        assertCut(reportOf(stage), CloseOutcome.EVICTED, peer);
                    }));
        } finally {
            small.close(Duration.ZERO);
        }
    }

    @Test
    void aPoolThatIsClosedResetsWhatIsNotSent() throws Exception {
        withChannel(false, (ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours, answer());

            pool.close(Duration.ZERO);

            assertCut(reportOf(stage), CloseOutcome.EVICTED, peer);
        });
    }

    @Test
    void aClosedPoolStillSendsWhatTheChannelTakesAtOnce() throws Exception {
        pool.close(Duration.ZERO);
        withChannel(false, (ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours, ByteBuffer.allocate(200));

            assertThat(peer.getInputStream().readAllBytes()).hasSize(200);
            assertThat(reportOf(stage).complete()).isTrue();
        });
    }

    @Test
    void aKeyIsCancelledAndItsSelectorWokenUp() throws Exception {
        try (Selector selector = Selector.open()) {
            withChannel(false, (ours, peer) -> {
                SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
                Task<Integer> selecting = Task.start(() -> selector.select());
                await().until(() -> selecting.isIn("select"));
                CompletionStage<SendReport> stage =
                        pool.sendAndClose(key, Budgets.patient(), selector::wakeup, answer());

                assertThat(selecting.result()).isZero();
                selector.selectNow();
                assertThat(Pinned.uploadThenRead(peer, UPLOAD)).hasSize(ANSWER);
                assertThat(reportOf(stage).complete()).isTrue();
                assertThat(ours.isRegistered()).isFalse();
            });
        }
    }

    @Test
    void aChannelThatIsClosedOrWasNeverConnectedSendsNothing() throws Exception {
        SocketChannel unconnected = SocketChannel.open();
        SendReport report = reportOf(pool.sendAndClose(unconnected, answer()));

        assertThat(report.close().outcome()).isEqualTo(CloseOutcome.NOT_CONNECTED);
        assertThat(report.bytesSent()).isZero();
        assertThat(report.complete()).isFalse();
        assertThat(reportOf(pool.sendAndClose(unconnected, answer())).close().outcome())
                .isEqualTo(CloseOutcome.ALREADY_CLOSED);
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> pool.sendAndClose((SocketChannel) null, answer()));
        assertThatNullPointerException()
                .isThrownBy(() -> pool.sendAndClose(SocketChannel.open(), (CloseBudget) null, answer()));
    }
}
