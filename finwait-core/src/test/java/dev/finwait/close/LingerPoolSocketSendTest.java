package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The last bytes of sockets, with and without a channel behind them and under TLS, sent by a pool.
@Timeout(120)
final class LingerPoolSocketSendTest {
    private static final int ANSWER = 2 << 20;
    private static final int UPLOAD = 10_000_000;

    private static Tls tls;

    private final LingerPool pool =
            LingerPool.builder().budget(Budgets.patient()).build();

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        tls = Tls.create(directory);
    }

    @AfterEach
    void endPool() {
        pool.close(Duration.ZERO);
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
    @EnumSource
    void anAnswerLargerThanTheWindowReachesAPeerThatWritesFirst(Kind kind) throws Exception {
        byte[] answer = Answers.random(ANSWER);
        Pinned.withConnection(kind, (ours, peer) -> {
            Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(peer, UPLOAD));

            SendReport report = reportOf(pool.sendAndClose(
                    ours, ByteBuffer.wrap(answer, 0, 200), ByteBuffer.wrap(answer, 200, ANSWER - 200)));

            assertThat(client.result()).isEqualTo(answer);
            assertThat(report.complete()).isTrue();
            assertThat(report.bytesSent()).isEqualTo(ANSWER);
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.close().bytesDrained()).isEqualTo(UPLOAD);
            assertThat(ours.isClosed()).isTrue();
            assertThat(pool.lingering()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anAnswerUnderTlsReachesAPeerThatWritesFirst(String protocol) throws Exception {
        byte[] answer = Answers.random(ANSWER);
        tls.withLayers(protocol, true, layers -> {
            Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(layers.peer(), UPLOAD));

            SendReport report = reportOf(pool.sendAndClose(layers.ours(), ByteBuffer.wrap(answer)));

            assertThat(client.result()).isEqualTo(answer);
            assertThat(report.complete()).isTrue();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.close().bytesDrained()).isEqualTo(UPLOAD);
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingToSendIsAnOrdinaryClose(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours);

            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();
            assertThat(reportOf(stage).complete()).isTrue();
            assertThat(reportOf(stage).bytesSent()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatNeitherReadsNorWritesIsEndedByTheIdleLimit(Kind kind) throws Exception {
        Pinned.withConnection(
                kind,
                (ours, peer) -> assertCut(
                        reportOf(pool.sendAndClose(ours, Budgets.idleMillis(250), answer())),
                        CloseOutcome.IDLE_LIMIT,
                        peer));
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatResetsEndsTheSending(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours, answer());
            assertThat(peer.getInputStream().read()).isZero();
            peer.setSoLinger(true, 0);
            peer.close();

            assertThat(reportOf(stage).close().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
            assertThat(reportOf(stage).complete()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPoolThatIsClosedResetsWhatIsNotSent(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(ours, answer());
            assertThat(peer.getInputStream().read()).isZero();

            pool.close(Duration.ZERO);

            assertCut(reportOf(stage), CloseOutcome.EVICTED, peer);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPoolThatIsClosedResetsWhatIsNotSentUnderTls(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            CompletionStage<SendReport> stage = pool.sendAndClose(layers.ours(), answer());
            assertThat(layers.peer().getInputStream().read()).isZero();

            pool.close(Duration.ZERO);

            assertCut(reportOf(stage), CloseOutcome.EVICTED, layers.peerBelow());
        });
    }

    @Test
    void theOldestIsEvictedWithAReset() throws Exception {
        LingerPool small =
                LingerPool.builder().budget(Budgets.patient()).maxLingering(1).build();
        try {
            Pinned.withConnection(
                    Kind.SOCKET,
                    (ours, peer) -> Kind.SOCKET.withConnection((other, otherPeer) -> {
                        CompletionStage<SendReport> stage = small.sendAndClose(ours, answer());
                        assertThat(peer.getInputStream().read()).isZero();

                        small.close(other);

                        assertCut(reportOf(stage), CloseOutcome.EVICTED, peer);
                    }));
        } finally {
            small.close(Duration.ZERO);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatComesToAClosedPoolEndsSoonAndOneWayOrTheOther(Kind kind) throws Exception {
        pool.close(Duration.ZERO);
        Pinned.withConnection(kind, (ours, peer) -> {
            SendReport report = reportOf(pool.sendAndClose(ours, answer()));

            assertThat(report.complete()).isFalse();
            assertThat(ours.isClosed()).isTrue();
            assertThat(Readers.endOf(peer)).isEqualTo(Readers.End.RESET);
        });
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsClosedSendsNothing(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            ours.close();

            SendReport report = reportOf(pool.sendAndClose(ours, answer()));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.ALREADY_CLOSED);
            assertThat(report.bytesSent()).isZero();
            assertThat(report.complete()).isFalse();
        });
    }

    @Test
    void manyMoreSocketsThanThreadsAreAllSentTheirAnswers() throws Exception {
        int count = 80;
        List<CompletionStage<SendReport>> stages = new ArrayList<>();
        List<Socket> peers = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 50)) {
            for (int i = 0; i < count; i++) {
                Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
                peer.setSoTimeout(60_000);
                peers.add(peer);
                stages.add(pool.sendAndClose(listener.accept(), ByteBuffer.allocate(300)));
            }
        }
        for (Socket peer : peers) {
            assertThat(Pinned.readAllThenClose(peer)).hasSize(300);
        }
        for (CompletionStage<SendReport> stage : stages) {
            assertThat(reportOf(stage).complete()).isTrue();
        }
        await().until(() -> pool.lingering() == 0);
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> pool.sendAndClose((Socket) null, answer()));
        assertThatNullPointerException()
                .isThrownBy(() -> pool.sendAndClose(new Socket(), (CloseBudget) null, answer()));
        assertThatNullPointerException().isThrownBy(() -> pool.sendAndClose(new Socket(), (ByteBuffer) null));
    }
}
