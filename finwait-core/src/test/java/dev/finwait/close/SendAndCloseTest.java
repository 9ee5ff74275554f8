package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// An answer larger than the peer's window, to a peer that writes everything before it reads.
@Timeout(120)
final class SendAndCloseTest {
    private static final int ANSWER = 2 << 20;
    private static final int UPLOAD = 10_000_000;

    @TempDir
    private Path directory;

    static List<Arguments> everyWay() {
        List<Arguments> ways = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Answers answers : Answers.values()) {
                ways.add(Arguments.of(kind, answers));
            }
        }
        return ways;
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void everyByteArrivesInBothDirections(Kind kind, Answers answers) throws Exception {
        byte[] answer = Answers.random(ANSWER);
        Pinned.withConnection(
                kind,
                (ours, peer) -> answers.with(answer, directory, last -> {
                    Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(peer, UPLOAD));

                    SendReport report = GracefulClose.sendAndClose(ours, last, Budgets.patient());

                    assertThat(client.result()).isEqualTo(answer);
                    assertThat(report.complete()).isTrue();
                    assertThat(report.bytesSent()).isEqualTo(ANSWER);
                    assertThat(report.sourceError()).isNull();
                    assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                    assertThat(report.close().bytesDrained()).isEqualTo(UPLOAD);
                    assertThat(ours.isClosed()).isTrue();
                }));
    }

    /// The control: whoever writes first and discards afterwards waits for a peer that waits for it.
    @ParameterizedTest
    @EnumSource
    void withoutDiscardingMeanwhileBothSidesAreStuckInTheirWrites(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            StuckWriter server = StuckWriter.on(ours);
            StuckWriter client = StuckWriter.on(peer);

            assertThat(server.written()).isLessThan(ANSWER);
            assertThat(client.written()).isLessThan(UPLOAD);
            assertThat(server.isStuck()).isTrue();

            peer.close();
            ours.close();
            assertThat(server.failure()).isNotNull();
            assertThat(client.failure()).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatNeitherReadsNorWritesIsEndedByTheIdleLimit(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            SendReport report = GracefulClose.sendAndClose(ours, answer(), Budgets.idleMillis(250));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertIncomplete(report);
            assertThat(Readers.endOf(peer)).isEqualTo(Readers.End.RESET);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatFloodsAndNeverReadsIsEndedByTheTotalLimit(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));

            SendReport report = GracefulClose.sendAndClose(ours, answer(), Budgets.totalMillis(400));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertIncomplete(report);
            assertThat(flooder.result()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatFloodsAndNeverReadsIsEndedByTheNumberOfBytes(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));

            SendReport report = GracefulClose.sendAndClose(ours, answer(), Budgets.bytes(300_000));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
            assertThat(report.close().bytesDrained()).isEqualTo(300_001);
            assertIncomplete(report);
            assertThat(flooder.result()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatHasHalfClosedGetsEveryByte(Kind kind) throws Exception {
        byte[] answer = Answers.random(ANSWER);
        Pinned.withConnection(kind, (ours, peer) -> {
            peer.shutdownOutput();
            Task<byte[]> client = Task.start(() -> Pinned.readAllThenClose(peer));

            SendReport report =
                    GracefulClose.sendAndClose(ours, LastBytes.of(ByteBuffer.wrap(answer)), Budgets.patient());

            assertThat(client.result()).isEqualTo(answer);
            assertThat(report.complete()).isTrue();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatResetsEndsTheSending(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            Task<SendReport> sending = Task.start(() -> GracefulClose.sendAndClose(ours, answer(), Budgets.patient()));
            assertThat(peer.getInputStream().read()).isEqualTo(0);
            peer.setSoLinger(true, 0);
            peer.close();

            SendReport report = sending.result();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
            assertIncomplete(report);
        });
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheSendingWithAReset(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            Task<SendReport> sending = Task.start(() -> GracefulClose.sendAndClose(ours, answer(), Budgets.patient()));
            await().until(() -> sending.isIn("exchange"));
            sending.interrupt();

            SendReport report = sending.result();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.INTERRUPTED);
            assertIncomplete(report);
            assertThat(Readers.endOf(peer)).isEqualTo(Readers.End.RESET);
        });
    }

    /// The reader holds the lock that the close needs, so the watchdog ends it.
    @Test
    void whatIsCutShortBehindAnotherReaderIsResetToo() throws Exception {
        Pinned.withConnection(Kind.SOCKET, (ours, peer) -> {
            Task<Integer> reader = Task.start(() -> Readers.readOrMinusTwo(ours));
            await().until(() -> reader.isIn("read"));

            SendReport report = GracefulClose.sendAndClose(ours, answer(), Budgets.totalMillis(250));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertIncomplete(report);
            assertThat(reader.result()).isEqualTo(Readers.FAILED);
            assertThat(Readers.endOf(peer)).isEqualTo(Readers.End.RESET);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aShutInputDoesNotPreventTheSending(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            ours.shutdownInput();
            Task<byte[]> client = Task.start(() -> Pinned.readAllThenClose(peer));

            SendReport report = GracefulClose.sendAndClose(ours, answer(), Budgets.patient());

            assertThat(client.result()).hasSize(ANSWER);
            assertThat(report.complete()).isTrue();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.INPUT_SHUT);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsClosedSendsNothing(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            ours.close();

            SendReport report = GracefulClose.sendAndClose(ours, answer());

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.ALREADY_CLOSED);
            assertThat(report.bytesSent()).isZero();
            assertThat(report.complete()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingToSendIsAnOrdinaryClose(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            Task<byte[]> client = Task.start(() -> Pinned.readAllThenClose(peer));

            SendReport report = GracefulClose.sendAndClose(ours, LastBytes.of(), Budgets.patient());

            assertThat(client.result()).isEmpty();
            assertThat(report.complete()).isTrue();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @Test
    void theTextIsOneLineForALog() throws Exception {
        Pinned.withConnection(Kind.SOCKET, (ours, peer) -> {
            Socket closed = ours;
            closed.close();

            assertThat(GracefulClose.sendAndClose(closed, answer()).toString())
                    .startsWith("0 bytes sent, not all; ALREADY_CLOSED after ")
                    .doesNotContain("\n");
        });
    }

    private static LastBytes answer() {
        return LastBytes.of(ByteBuffer.allocate(ANSWER));
    }

    private static void assertIncomplete(SendReport report) {
        assertThat(report.complete()).isFalse();
        assertThat(report.bytesSent()).isLessThan(ANSWER);
        assertThat(report.sourceError()).isNull();
    }
}
