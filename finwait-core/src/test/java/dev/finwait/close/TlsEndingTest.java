package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How TLS connections end that do not end as they should.
@Timeout(120)
final class TlsEndingTest {
    /// The head of a record of application data with 40 bytes; what follows is no ciphertext of this session.
    private static final byte[] FORGED_RECORD =
            ByteBuffer.allocate(45).put(new byte[] {23, 3, 3, 0, 40}).array();

    private static Tls tls;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        tls = Tls.create(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aFinWithoutCloseNotifyIsATruncation(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            layers.peer().getOutputStream().write(new byte[3000]);
            layers.peerBelow().shutdownOutput();

            CloseReport report = GracefulClose.close(layers.ours(), Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TRUNCATED);
            assertThat(report.bytesDrained()).isEqualTo(3000);
            assertThat(layers.below().isClosed()).isTrue();
        });
    }

    @Test
    void aPoolTellsATruncationToo() throws Exception {
        tls.withLayers("TLSv1.3", true, layers -> {
            layers.peerBelow().shutdownOutput();

            CloseReport report = LingerPool.shared()
                    .close(layers.ours(), Budgets.patient())
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TRUNCATED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aTruncationThatWasReadBeforeIsTold(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            layers.peerBelow().shutdownOutput();
            assertThat(layers.ours().getInputStream().read()).isEqualTo(-1);

            CloseReport report = GracefulClose.close(layers.ours(), Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TRUNCATED);
        });
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,true", "TLSv1.2,false", "TLSv1.3,true", "TLSv1.3,false"})
    void aCloseNotifyIsAnOrderlyEndWhoeverOwnsTheSocketBelow(String protocol, boolean autoClose) throws Exception {
        tls.withLayers(protocol, autoClose, layers -> {
            layers.peer().shutdownOutput();

            CloseReport report = GracefulClose.close(layers.ours(), Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(layers.ours().isClosed()).isTrue();
            assertThat(layers.below().isClosed()).isEqualTo(autoClose);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whatFollowsTheCloseNotifyIsDrainedFromTheSocketBelow(String protocol) throws Exception {
        tls.withLayers(protocol, false, layers -> {
            Task<Readers.End> peer = Task.start(() -> {
                layers.peer().shutdownOutput();
                layers.peerBelow().getOutputStream().write(new byte[500_000]);
                layers.peerBelow().shutdownOutput();
                return Readers.endOf(layers.peerBelow());
            });

            CloseReport report = GracefulClose.close(layers.ours(), layers.below(), Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(500_000);
            assertThat(peer.result()).isEqualTo(Readers.End.END_OF_STREAM);
            assertThat(layers.below().isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aForgedRecordIsAFailure(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            layers.peerBelow().getOutputStream().write(FORGED_RECORD);

            CloseReport report = GracefulClose.close(layers.ours(), Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.FAILED);
            assertThat(report.error()).isNotNull().hasMessageContaining("Tag mismatch");
            assertThat(layers.below().isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void behindAForgedRecordTheCiphertextIsDrainedFromTheSocketBelow(String protocol) throws Exception {
        tls.withLayers(protocol, false, layers -> {
            Task<Readers.End> peer = Task.start(() -> {
                layers.peerBelow().getOutputStream().write(FORGED_RECORD);
                layers.peerBelow().getOutputStream().write(new byte[500_000]);
                layers.peerBelow().shutdownOutput();
                return Readers.endOf(layers.peerBelow());
            });

            CloseReport report = GracefulClose.close(layers.ours(), layers.below(), Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TRUNCATED);
            assertThat(report.bytesDrained()).isEqualTo(500_000);
            assertThat(peer.result()).isEqualTo(Readers.End.END_OF_STREAM);
        });
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,true", "TLSv1.2,false", "TLSv1.3,true", "TLSv1.3,false"})
    void aResetDuringTheDrainIsTold(String protocol, boolean autoClose) throws Exception {
        tls.withLayers(protocol, autoClose, layers -> {
            Task<CloseReport> closing =
                    Task.start(() -> GracefulClose.close(layers.ours(), layers.below(), Budgets.patient()));
            // The close_notify and then the FIN, below which nothing more is sent that could take the error away.
            assertThat(layers.peerBelow().getInputStream().readAllBytes()).isNotEmpty();
            layers.peerBelow().setSoLinger(true, 0);
            layers.peerBelow().close();

            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
        });
    }

    /// The close_notify that cannot be sent takes the error from the socket; what is left looks like a FIN.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aResetBeforeTheCloseIsNoOrderlyEnd(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            layers.peerBelow().setSoLinger(true, 0);
            layers.peerBelow().close();

            CloseReport report = GracefulClose.close(layers.ours(), Budgets.patient());

            assertThat(report.outcome()).isIn(CloseOutcome.TRUNCATED, CloseOutcome.PEER_RESET);
        });
    }

    /// One byte of a record at a time is never silence, and never data either.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPeerThatDribblesARecordIsEndedByTheTotalLimit(String protocol) throws Exception {
        tls.withLayers(protocol, true, layers -> {
            Task<Boolean> dribbler = Task.start(() -> dribble(layers.peerBelow()));

            CloseReport report = GracefulClose.close(layers.ours(), Budgets.totalMillis(300));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(layers.below().isClosed()).isTrue();
            assertThat(dribbler.result()).isTrue();
        });
    }

    /// A server of TLS 1.3 sends tickets behind the handshake, which a client that only writes never reads.
    @Test
    void unreadTicketsDoNotResetTheConnection() throws Exception {
        tls.withLayers("TLSv1.3", true, layers -> {
            SSLSocket server = layers.ours();
            Task<Integer> reader = Task.start(() -> {
                int count = server.getInputStream().readAllBytes().length;
                server.close();
                return count;
            });

            layers.peer().getOutputStream().write(new byte[100_000]);
            CloseReport report = GracefulClose.close(layers.peer(), layers.peerBelow(), Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(reader.result()).isEqualTo(100_000);
        });
    }

    @Test
    void aHandshakeThatNeverBeganIsDrainedFromTheSocketBelow() throws Exception {
        Pinned.withConnection(Kind.SOCKET, (below, peer) -> {
            SSLSocket ours = tls.serverOver(below, false);
            Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(peer, 500_000));

            CloseReport report = GracefulClose.close(ours, below, Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TRUNCATED);
            assertThat(report.bytesDrained()).isEqualTo(500_000);
            assertThat(client.result()).isEmpty();
        });
    }

    @Test
    void withoutTheSocketBelowAHandshakeThatNeverBeganIsAFailureThatTellsTheCure() throws Exception {
        Pinned.withConnection(Kind.SOCKET, (below, peer) -> {
            SSLSocket ours = tls.serverOver(below, true);

            CloseReport report = GracefulClose.close(ours, Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.FAILED);
            assertThat(report.error()).isNotNull().hasMessageContaining("handshake was not finished");
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            assertThat(below.isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHandshakeInProgressDoesNotHoldTheClose(boolean autoClose) throws Exception {
        Pinned.withConnection(Kind.SOCKET, (below, peer) -> {
            SSLSocket ours = tls.serverOver(below, autoClose);
            Task<IOException> handshake = Task.start(() -> handshakeFailure(ours));
            await().until(() -> handshake.isIn("read"));

            CloseReport report = GracefulClose.close(ours, below, Budgets.totalMillis(300));

            assertThat(report.outcome().isOrderly()).isFalse();
            assertThat(report.outcome()).isNotEqualTo(CloseOutcome.CLOSED_CONCURRENTLY);
            assertThat(below.isClosed()).isTrue();
            assertThat(handshake.result()).isNotNull();
        });
    }

    private static IOException handshakeFailure(SSLSocket socket) {
        try {
            socket.startHandshake();
            throw new AssertionError("a handshake without a peer has succeeded");
        } catch (IOException e) {
            return e;
        }
    }

    private static boolean dribble(Socket peer) {
        try {
            OutputStream out = peer.getOutputStream();
            out.write(new byte[] {23, 3, 3, 0x3f, 0x70});
            for (int i = 0; i < 16_000; i++) {
                out.write(0);
                LockSupport.parkNanos(1_000_000);
            }
            return false;
        } catch (IOException gone) {
            return true;
        }
    }
}
