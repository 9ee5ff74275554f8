package dev.finwait.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.finwait.abort.Abort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Without anything from the operating system.
@Timeout(120)
final class StalenessTest {
    @Test
    void anIdleChannelIsFreshAndStaysAsItWas() throws Exception {
        withChannel((ours, peer) -> {
            assertThat(Staleness.of(ours)).isEqualTo(Staleness.FRESH);
            assertThat(Staleness.isStale(ours)).isFalse();
            assertThat(ours.isBlocking()).isTrue();
            assertThat(ours.isRegistered()).isFalse();
        });
    }

    @Test
    void theEndOfTheStreamIsSeenOnAChannelAndOnItsSocket() throws Exception {
        withChannel((ours, peer) -> {
            peer.shutdownOutput();

            await().until(() -> Staleness.of(ours) == Staleness.END_OF_STREAM);
            assertThat(Staleness.isStale(ours.socket())).isTrue();
            assertThat(ours.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        });
    }

    @Test
    void aResetIsSeenOnAChannelAgainAndAgain() throws Exception {
        withChannel((ours, peer) -> {
            Abort.reset(peer);

            await().until(() -> Staleness.of(ours) == Staleness.RESET);
            assertThat(Staleness.of(ours)).isEqualTo(Staleness.RESET);
        });
    }

    @Test
    void unreadDataOfAChannelIsSeenAndNotConsumed() throws Exception {
        withChannel((ours, peer) -> {
            peer.getOutputStream().write("408".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            peer.shutdownOutput();

            await().until(() -> Staleness.of(ours) == Staleness.UNREAD_DATA);
            assertThat(ours.socket().getInputStream().readAllBytes()).hasSize(3);
        });
    }

    @Test
    void aRegisteredChannelKeepsItsKey() throws Exception {
        withChannel((ours, peer) -> {
            try (Selector selector = Selector.open()) {
                ours.configureBlocking(false);
                SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
                peer.shutdownOutput();

                await().until(() -> Staleness.of(ours) == Staleness.END_OF_STREAM);
                assertThat(key.isValid()).isTrue();
                assertThat(ours.isBlocking()).isFalse();
            }
        });
    }

    @Test
    void whatIsClosedHereIsClosed() throws Exception {
        withChannel((ours, peer) -> {
            ours.close();
            assertThat(Staleness.of(ours)).isEqualTo(Staleness.CLOSED);
            peer.close();
            assertThat(Staleness.of(peer)).isEqualTo(Staleness.CLOSED);
        });
    }

    @Test
    void aPlainSocketTellsUnreadDataAndNothingElse() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket ours = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket peer = listener.accept()) {
            assertThat(Staleness.of(ours)).isEqualTo(Staleness.UNKNOWN);
            assertThat(Staleness.isStale(ours)).isFalse();

            peer.getOutputStream().write(new byte[3]);

            await().until(() -> Staleness.of(ours) == Staleness.UNREAD_DATA);
            assertThat(ours.getInputStream().readNBytes(3)).hasSize(3);
            ours.shutdownOutput();
            assertThat(Staleness.of(ours)).isEqualTo(Staleness.CLOSED);
        }
    }

    private static void withChannel(Body body) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(any);
                Socket peer = new Socket(any.getAddress(), listener.socket().getLocalPort());
                SocketChannel ours = listener.accept()) {
            peer.setSoTimeout(60_000);
            body.run(ours, peer);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(SocketChannel ours, Socket peer) throws Exception;
    }
}
