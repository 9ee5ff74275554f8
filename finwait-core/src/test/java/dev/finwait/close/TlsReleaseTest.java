package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An [SSLEngine] over a non-blocking channel, with an `SSLSocket` as its peer.
@Timeout(120)
final class TlsReleaseTest {
    private static Tls tls;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        tls = Tls.create(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theUploadIsDiscardedUntilTheCloseNotify(String protocol) throws Exception {
        withEngine(protocol, (engine, channel, peer, below) -> {
            Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(peer, 1_000_000));

            CloseReport report = close(engine, channel, Budgets.patient());

            assertThat(client.result()).isEmpty();
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isGreaterThan(1_000_000);
            assertThat(report.error()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aFinWithoutCloseNotifyIsATruncation(String protocol) throws Exception {
        withEngine(protocol, (engine, channel, peer, below) -> {
            peer.getOutputStream().write(new byte[3000]);
            below.shutdownOutput();

            assertThat(close(engine, channel, Budgets.patient()).outcome()).isEqualTo(CloseOutcome.TRUNCATED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void behindAForgedRecordTheRestIsDiscardedAsCiphertext(String protocol) throws Exception {
        withEngine(protocol, (engine, channel, peer, below) -> {
            Task<Readers.End> client = Task.start(() -> {
                below.getOutputStream().write(new byte[] {23, 3, 3, 0, 40});
                below.getOutputStream().write(new byte[500_000]);
                below.shutdownOutput();
                return Readers.endOf(below);
            });

            CloseReport report = close(engine, channel, Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TRUNCATED);
            assertThat(report.bytesDrained()).isEqualTo(500_005);
            assertThat(report.error()).isNotNull().hasMessageContaining("Tag mismatch");
            assertThat(client.result()).isEqualTo(Readers.End.END_OF_STREAM);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aPeerThatHasEndedBeforeIsNotWaitedFor(String protocol) throws Exception {
        withEngine(protocol, (engine, channel, peer, below) -> {
            peer.shutdownOutput();

            assertThat(close(engine, channel, Budgets.patient()).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void limitsEndPeersThatDoNot(String protocol) throws Exception {
        withEngine(
                protocol,
                (engine, channel, peer, below) -> assertThat(
                                close(engine, channel, Budgets.idleMillis(200)).outcome())
                        .isEqualTo(CloseOutcome.IDLE_LIMIT));
        withEngine(protocol, (engine, channel, peer, below) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));
            assertThat(close(engine, channel, Budgets.totalMillis(300)).outcome())
                    .isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(flooder.result()).isTrue();
        });
        withEngine(protocol, (engine, channel, peer, below) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));
            assertThat(close(engine, channel, Budgets.bytes(100_000)).outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
            assertThat(flooder.result()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aResetIsTold(String protocol) throws Exception {
        withEngine(protocol, (engine, channel, peer, below) -> {
            Task<CloseReport> closing = Task.start(() -> close(engine, channel, Budgets.patient()));
            assertThat(below.getInputStream().readAllBytes()).isNotEmpty();
            below.setSoLinger(true, 0);
            below.close();

            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anEngineWithoutASessionSendsNothingAndDiscardsCiphertext(String protocol) {
        TlsRelease release = new TlsRelease(tls.engine(false, protocol), Budgets.patient());

        assertThat(release.closeNotify().hasRemaining()).isFalse();
        release.received(ByteBuffer.allocate(1000));
        assertThat(release.isOver()).isFalse();
        assertThat(release.report().outcome()).isEqualTo(CloseOutcome.INTERRUPTED);
        release.endOfStream();

        assertThat(release.report().outcome()).isEqualTo(CloseOutcome.TRUNCATED);
        assertThat(release.report().bytesDrained()).isEqualTo(1000);
        assertThat(release.timeLeft()).isZero();
    }

    /// What a selector loop does; here the channel is its only one.
    private static CloseReport close(SSLEngine engine, SocketChannel channel, CloseBudget budget) throws IOException {
        TlsRelease release = new TlsRelease(engine, budget);
        ByteBuffer in = ByteBuffer.allocateDirect(7000);
        try (channel;
                Selector selector = Selector.open()) {
            ByteBuffer notify = release.closeNotify();
            channel.register(selector, SelectionKey.OP_WRITE);
            while (notify.hasRemaining()) {
                selector.select(key -> {});
                channel.write(notify);
            }
            channel.shutdownOutput();
            channel.register(selector, SelectionKey.OP_READ);
            while (!release.isOver()) {
                selector.select(key -> {}, release.timeLeft().toMillis() + 1);
                if (channel.read(in.clear()) < 0) {
                    release.endOfStream();
                }
                release.received(in.flip());
            }
        } catch (IOException e) {
            release.failed(e);
        }
        return release.report();
    }

    /// Runs the body when the handshake is done; the channel is in non-blocking mode then.
    private static void withEngine(String protocol, Body body) throws Exception {
        Pinned.withConnection(Kind.CHANNEL, (ours, below) -> {
            SocketChannel channel = ours.getChannel();
            SSLEngine engine = tls.engine(false, protocol);
            SSLSocket peer = tls.clientOver(below, protocol);
            Task<Integer> greeting = Task.start(() -> {
                peer.getOutputStream().write(1);
                return 1;
            });
            readGreeting(engine, channel);
            greeting.result();
            channel.configureBlocking(false);
            body.run(engine, channel, peer, below);
        });
    }

    private static void readGreeting(SSLEngine engine, SocketChannel channel) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(64_000).flip();
        ByteBuffer plain = ByteBuffer.allocate(64_000);
        ByteBuffer out = ByteBuffer.allocate(64_000);
        engine.beginHandshake();
        while (plain.position() == 0) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
            } else if (status == HandshakeStatus.NEED_WRAP) {
                engine.wrap(ByteBuffer.allocate(0), out.clear());
                channel.write(out.flip());
            } else if (engine.unwrap(in, plain).bytesConsumed() == 0
                    && engine.getHandshakeStatus() != HandshakeStatus.NEED_TASK
                    && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                in.compact();
                assertThat(channel.read(in)).isPositive();
                in.flip();
            }
        }
        assertThat(in.hasRemaining()).isFalse();
    }

    @FunctionalInterface
    private interface Body {
        void run(SSLEngine engine, SocketChannel channel, SSLSocket peer, Socket below) throws Exception;
    }
}
