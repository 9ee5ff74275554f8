package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class TlsSendAndCloseTest {
    private static final int ANSWER = 2 << 20;
    private static final int UPLOAD = 10_000_000;

    private static Tls tls;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        tls = Tls.create(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void everyByteArrivesAtAPeerThatWritesEverythingBeforeItReads(String protocol) throws Exception {
        byte[] answer = Answers.random(ANSWER);
        tls.withLayers(protocol, true, layers -> {
            Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(layers.peer(), UPLOAD));

            SendReport report =
                    GracefulClose.sendAndClose(layers.ours(), LastBytes.of(ByteBuffer.wrap(answer)), Budgets.patient());

            assertThat(client.result()).isEqualTo(answer);
            assertThat(report.complete()).isTrue();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.close().bytesDrained()).isEqualTo(UPLOAD);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPeerThatNeitherReadsNorWritesIsEndedByTheIdleLimit(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            SendReport report = GracefulClose.sendAndClose(layers.ours(), answer(), Budgets.idleMillis(250));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(report.complete()).isFalse();
            assertThat(layers.below().isClosed()).isTrue();
            assertThat(Readers.endOf(layers.peerBelow())).isEqualTo(Readers.End.RESET);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPeerThatFloodsAndNeverReadsIsEndedByTheTotalLimit(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(layers.peer()));

            SendReport report = GracefulClose.sendAndClose(layers.ours(), answer(), Budgets.totalMillis(400));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(report.complete()).isFalse();
            assertThat(flooder.result()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPeerThatResetsEndsTheSending(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            Task<SendReport> sending =
                    Task.start(() -> GracefulClose.sendAndClose(layers.ours(), answer(), Budgets.patient()));
            assertThat(layers.peer().getInputStream().read()).isEqualTo(0);
            layers.peerBelow().setSoLinger(true, 0);
            layers.peerBelow().close();

            SendReport report = sending.result();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
            assertThat(report.complete()).isFalse();
        });
    }

    private static LastBytes answer() {
        return LastBytes.of(ByteBuffer.allocate(ANSWER));
    }
}
