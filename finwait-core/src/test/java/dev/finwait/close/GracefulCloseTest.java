package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class GracefulCloseTest {
    private static final byte[] ANSWER = new byte[200_000];
    private static final int UPLOAD = 3_000_000;

    @ParameterizedTest
    @EnumSource
    void thePeerReadsEveryByteAndThenTheEndWhileItsWritesSucceed(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[1000]);
            await().until(() -> ours.getInputStream().available() == 1000);
            Task<Integer> reader = Task.start(() -> peer.getInputStream().readAllBytes().length);
            Task<Integer> writer = Task.start(() -> upload(peer));

            ours.getOutputStream().write(ANSWER);
            CloseReport report = GracefulClose.close(ours);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(1000L + UPLOAD);
            assertThat(report.bytesUnread()).isEqualTo(OptionalLong.of(0));
            assertThat(report.error()).isNull();
            assertThat(reader.result()).isEqualTo(ANSWER.length);
            assertThat(writer.result()).isEqualTo(UPLOAD);
            assertThat(ours.isClosed()).isTrue();
        });
    }

    private static int upload(Socket peer) throws IOException {
        byte[] block = new byte[10_000];
        for (int sent = 0; sent < UPLOAD; sent += block.length) {
            peer.getOutputStream().write(block);
        }
        peer.shutdownOutput();
        return UPLOAD;
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatClosedBeforeIsNotWaitedFor(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[10]);
            peer.shutdownOutput();

            CloseReport report = GracefulClose.close(ours);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(10);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void lingerZeroIsDefused(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            ours.setSoLinger(true, 0);
            Task<Integer> reader = Task.start(() -> readAllThenClose(peer));

            ours.getOutputStream().write(ANSWER);
            CloseReport report = GracefulClose.close(ours);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(reader.result()).isEqualTo(ANSWER.length);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLongLingerDoesNotHoldTheCloseBeyondItsBudget(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            ours.setSoLinger(true, 3600);
            StuckWriter writer = StuckWriter.on(ours);

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(50));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(writer.failure()).isInstanceOf(IOException.class);
        });
    }

    private static int readAllThenClose(Socket peer) throws IOException {
        try (peer;
                InputStream in = peer.getInputStream()) {
            return in.readAllBytes().length;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOutputShutBeforeIsNoObstacle(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            ours.shutdownOutput();
            peer.shutdownOutput();

            assertThat(GracefulClose.close(ours).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void anInputShutBeforeIsTold(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            ours.shutdownInput();

            CloseReport report = GracefulClose.close(ours);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.INPUT_SHUT);
            assertThat(report.bytesUnread()).isEmpty();
            assertThat(ours.isClosed()).isTrue();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aClosedConnectionIsLeftAlone(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            ours.close();

            CloseReport report = GracefulClose.close(ours);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.ALREADY_CLOSED);
            assertThat(report.bytesUnread()).isEmpty();
        });
    }

    @Test
    void anUnconnectedSocketIsJustClosed() throws Exception {
        try (Socket socket = new Socket()) {
            assertThat(GracefulClose.close(socket).outcome()).isEqualTo(CloseOutcome.NOT_CONNECTED);
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void anUnconnectedChannelIsJustClosed() throws Exception {
        try (SocketChannel channel = SocketChannel.open()) {
            assertThat(GracefulClose.close(channel).outcome()).isEqualTo(CloseOutcome.NOT_CONNECTED);
            assertThat(channel.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetBeforeTheCloseIsTold(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[10]);
            await().until(() -> ours.getInputStream().available() == 10);
            reset(peer);

            CloseReport report = GracefulClose.close(ours);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_RESET);
            assertThat(report.bytesDrained()).isEqualTo(10);
            assertThat(report.error()).isNotNull().hasMessage("Connection reset");
            assertThat(ours.isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aResetDuringTheCloseIsTold(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            reset(peer);

            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
        });
    }

    /// Of small buffers, so that most of what the peer wrote has been drained when its writes return.
    @ParameterizedTest
    @EnumSource
    void aResetInTheMiddleOfTheDrainIsTold(Kind kind) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours));
            peer.getOutputStream().write(new byte[1_000_000]);
            reset(peer);

            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_RESET);
            assertThat(closing.result().bytesDrained()).isPositive();
            assertThat(closing.result().error()).isNotNull().hasMessage("Connection reset");
            assertThat(ours.isClosed()).isTrue();
        });
    }

    private static void reset(Socket peer) throws IOException {
        peer.setSoLinger(true, 0);
        peer.close();
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> GracefulClose.close((Socket) null));
        assertThatNullPointerException().isThrownBy(() -> GracefulClose.close((SocketChannel) null));
        assertThatNullPointerException().isThrownBy(() -> GracefulClose.close(new Socket(), null));
    }

    @Test
    void theExampleOfTheDocumentationWorks() throws Exception {
        Logger logger = System.getLogger("example");
        byte[] answer = "bye".getBytes(StandardCharsets.US_ASCII);
        Kind.SOCKET.withConnection((socket, client) -> {
            SocketAddress peer = socket.getRemoteSocketAddress();
            client.shutdownOutput();

            OutputStream out = socket.getOutputStream();
            out.write(answer);
            out.flush();
            CloseReport report = GracefulClose.close(socket);
            if (!report.outcome().isOrderly()) {
                logger.log(Level.INFO, "{0}: {1}", peer, report);
            }

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(answer);
            assertThat(report.outcome().isOrderly()).isTrue();
        });
    }
}
