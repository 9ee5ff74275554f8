package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Unix-domain connections: the same calls, without linger and without a reset on purpose.
@Timeout(120)
final class UnixChannelTest {
    private static final int ANSWER = 2 << 20;
    private static final int UPLOAD = 10_000_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePeerReadsEveryByteAndThenTheEnd(boolean blocking) throws Exception {
        withConnection((ours, peer) -> {
            ours.write(ByteBuffer.allocate(200));
            ours.configureBlocking(blocking);
            Task<byte[]> client = Task.start(() -> uploadThenRead(peer));

            CloseReport report = GracefulClose.close(ours, Budgets.patient());

            assertThat(client.result()).hasSize(200);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(UPLOAD);
            assertThat(report.bytesUnread()).hasValue(0);
        });
    }

    @Test
    void aSilentPeerIsEndedByItsLimit() throws Exception {
        withConnection((ours, peer) -> {
            assertThat(GracefulClose.close(ours, Budgets.idleMillis(200)).outcome())
                    .isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(ours.isOpen()).isFalse();
        });
    }

    @Test
    void aFloodingPeerIsEndedByItsLimit() throws Exception {
        withConnection((ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> flood(peer));

            assertThat(GracefulClose.close(ours, Budgets.bytes(300_000)).outcome())
                    .isEqualTo(CloseOutcome.BYTES_LIMIT);
            assertThat(flooder.result()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyByteArrivesAtAPeerThatWritesEverythingBeforeItReads(Answers answers) throws Exception {
        byte[] answer = Answers.random(ANSWER);
        withConnection((ours, peer) -> answers.with(answer, directory, last -> {
            Task<byte[]> client = Task.start(() -> uploadThenRead(peer));

            SendReport report = GracefulClose.sendAndClose(ours, last, Budgets.patient());

            assertThat(client.result()).isEqualTo(answer);
            assertThat(report.complete()).isTrue();
            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        }));
    }

    @Test
    void aPeerThatNeverReadsIsEndedByTheIdleLimit() throws Exception {
        withConnection((ours, peer) -> {
            LastBytes last = LastBytes.of(ByteBuffer.allocate(ANSWER));

            SendReport report = GracefulClose.sendAndClose(ours, last, Budgets.idleMillis(200));

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(report.complete()).isFalse();
            assertThat(ours.isOpen()).isFalse();
        });
    }

    private static byte[] uploadThenRead(SocketChannel peer) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(10_000);
        for (int sent = 0; sent < UPLOAD; sent += peer.write(block)) {
            block.clear();
        }
        try (peer) {
            return Channels.newInputStream(peer).readAllBytes();
        }
    }

    private static boolean flood(SocketChannel peer) {
        ByteBuffer block = ByteBuffer.allocate(100_000);
        try {
            while (true) {
                peer.write(block.clear());
            }
        } catch (IOException gone) {
            return true;
        }
    }

    private void withConnection(Body body) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel listener =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1)) {
            try (SocketChannel peer = SocketChannel.open(address);
                    SocketChannel ours = listener.accept()) {
                body.run(ours, peer);
            }
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(SocketChannel ours, SocketChannel peer) throws Exception;
    }
}
