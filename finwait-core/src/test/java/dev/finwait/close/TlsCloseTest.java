package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class TlsCloseTest {
    private static Tls tls;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        tls = Tls.create(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void thePeerReadsEveryByteAndThenTheEnd(String protocol) throws Exception {
        tls.withConnection(protocol, (ours, peer) -> {
            Task<Integer> reader = Task.start(() -> readAllThenClose(peer));

            ours.getOutputStream().write(new byte[200_000]);
            CloseReport report = GracefulClose.close(ours, Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesUnread()).isEmpty();
            assertThat(reader.result()).isEqualTo(200_000);
            assertThat(ours.isClosed()).isTrue();
        });
    }

    /// TLS 1.2 lets a peer answer close_notify at once and drop what it still wanted to send.
    @Test
    void anUploadGoesOnBehindTheCloseNotify() throws Exception {
        tls.withConnection("TLSv1.3", (ours, peer) -> {
            Task<Integer> client = Task.start(() -> {
                peer.getOutputStream().write(new byte[3_000_000]);
                return readAllThenClose(peer);
            });

            ours.getOutputStream().write(new byte[200]);
            CloseReport report = GracefulClose.close(ours, Budgets.patient());

            assertThat(client.result()).isEqualTo(200);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(3_000_000);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSilentPeerIsEndedByItsLimit(String protocol) throws Exception {
        tls.withConnection(protocol, (ours, peer) -> {
            CloseReport report = GracefulClose.close(ours, Budgets.idleMillis(250));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(ours.isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aFloodingPeerIsEndedByItsLimit(String protocol) throws Exception {
        tls.withConnection(protocol, (ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(300));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(report.bytesDrained()).isPositive();
            assertThat(ours.isClosed()).isTrue();
            assertThat(flooder.result()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aReaderInAnotherThreadDoesNotHoldTheCloseBeyondItsTotal(String protocol) throws Exception {
        tls.withConnection(protocol, (ours, peer) -> {
            Task<Integer> reader = Task.start(() -> Readers.readOrMinusTwo(ours));
            await().until(() -> reader.isIn("read"));

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(200));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(ours.isClosed()).isTrue();
            reader.result();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aWriterStuckInAnotherThreadDoesNotHoldTheCloseBeyondItsTotal(String protocol) throws Exception {
        tls.withConnection(protocol, (ours, peer) -> {
            StuckWriter writer = StuckWriter.on(ours);

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(200));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(ours.isClosed()).isTrue();
            assertThat(writer.failure()).isInstanceOf(IOException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPeerWhoseEndWasReadBeforeHasClosed(String protocol) throws Exception {
        tls.withConnection(protocol, (ours, peer) -> {
            peer.close();
            assertThat(ours.getInputStream().read()).isEqualTo(-1);

            assertThat(GracefulClose.close(ours).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @Test
    void aPeerThatResetsBehindItsCloseNotifyEndsTheClose() throws Exception {
        tls.withConnection("TLSv1.3", (ours, peer) -> {
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.setSoLinger(true, 0);
            peer.close();

            assertThat(closing.result().outcome()).isIn(CloseOutcome.PEER_CLOSED, CloseOutcome.PEER_RESET);
        });
    }

    @Test
    void aHandshakeThatNeverBeganDoesNotHoldTheClose() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listener = (SSLServerSocket)
                        SSLContext.getDefault().getServerSocketFactory().createServerSocket(0, 1, loopback);
                Socket peer = new Socket(loopback, listener.getLocalPort());
                Socket ours = listener.accept()) {
            CloseReport report = GracefulClose.close(ours, CloseBudget.SHORT.withIdle(Duration.ofMillis(250)));

            assertThat(report.outcome()).isNotEqualTo(CloseOutcome.CLOSED_CONCURRENTLY);
            assertThat(ours.isClosed()).isTrue();
            assertThatCode(() -> peer.getInputStream().readAllBytes()).doesNotThrowAnyException();
        }
    }

    private static int readAllThenClose(Socket peer) throws IOException {
        try (peer;
                InputStream in = peer.getInputStream()) {
            return in.readAllBytes().length;
        }
    }
}
