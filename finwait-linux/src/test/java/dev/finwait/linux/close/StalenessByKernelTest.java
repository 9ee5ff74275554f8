package dev.finwait.linux.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.finwait.abort.Abort;
import dev.finwait.client.Staleness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where the kernel can be asked, a plain socket tells as much as a channel.
@Timeout(120)
final class StalenessByKernelTest {
    @Test
    void anIdleSocketIsFresh() throws Exception {
        withSocket((ours, peer) -> assertThat(Staleness.of(ours)).isEqualTo(Staleness.FRESH));
    }

    @Test
    void theEndOfTheStreamIsSeenOnASocket() throws Exception {
        withSocket((ours, peer) -> {
            peer.shutdownOutput();

            await().until(() -> Staleness.of(ours) == Staleness.END_OF_STREAM);
            assertThat(Staleness.isStale(ours)).isTrue();
        });
    }

    @Test
    void aResetIsSeenOnASocketAndLeftForTheReader() throws Exception {
        withSocket((ours, peer) -> {
            Abort.reset(peer);

            await().until(() -> Staleness.of(ours) == Staleness.RESET);
            assertThatIOException()
                    .isThrownBy(() -> ours.getInputStream().read())
                    .withMessage("Connection reset");
        });
    }

    @Test
    void unreadDataIsSeenBeforeTheEndAndNotConsumed() throws Exception {
        withSocket((ours, peer) -> {
            peer.getOutputStream().write(new byte[3]);
            await().until(() -> Staleness.of(ours) == Staleness.UNREAD_DATA);
            peer.shutdownOutput();

            assertThat(ours.getInputStream().readAllBytes()).hasSize(3);
            assertThat(Staleness.of(ours)).isEqualTo(Staleness.END_OF_STREAM);
        });
    }

    @Test
    void aChannelIsLeftInBlockingMode() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(any);
                Socket peer = new Socket(any.getAddress(), listener.socket().getLocalPort());
                SocketChannel ours = listener.accept()) {
            assertThat(Staleness.of(ours)).isEqualTo(Staleness.FRESH);
            peer.shutdownOutput();

            await().until(() -> Staleness.of(ours) == Staleness.END_OF_STREAM);
            assertThat(ours.isBlocking()).isTrue();
        }
    }

    private static void withSocket(Body body) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket ours = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket peer = listener.accept()) {
            body.run(ours, peer);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(Socket ours, Socket peer) throws Exception;
    }
}
