package dev.finwait.abort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class AbortTest {
    @Test
    void aSocketIsResetAlthoughNothingIsUnread() throws Exception {
        try (Connection connection = Connection.open()) {
            assertThat(Abort.reset(connection.near())).isTrue();

            assertThat(connection.near().isClosed()).isTrue();
            assertReset(connection.far());
        }
    }

    @Test
    void aClosedSocketIsNotReset() throws Exception {
        try (Connection connection = Connection.open()) {
            connection.near().close();

            assertThat(Abort.reset(connection.near())).isFalse();
            assertThat(connection.far().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anUnconnectedSocketIsJustClosed() throws Exception {
        try (Socket socket = new Socket()) {
            assertThat(Abort.reset(socket)).isFalse();
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void aPeerThatHasReadTheHalfCloseDoesNotReadTheReset() throws Exception {
        try (Connection connection = Connection.open()) {
            connection.near().shutdownOutput();
            assertThat(connection.far().getInputStream().read()).isEqualTo(-1);

            Abort.reset(connection.near());

            assertThat(connection.far().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aChannelIsReset() throws Exception {
        withChannel((near, far) -> {
            assertThat(Abort.reset(near)).isTrue();
            assertReset(far);
        });
    }

    @Test
    void aRegisteredChannelIsResetWhenItsSelectorRuns() throws Exception {
        withChannel((near, far) -> {
            try (Selector selector = Selector.open()) {
                near.configureBlocking(false);
                near.register(selector, SelectionKey.OP_READ);

                assertThat(Abort.reset(near)).isTrue();
                selector.selectNow();

                assertReset(far);
            }
        });
    }

    @Test
    void aChannelOfAnotherThreadsSelectorIsResetAtOnce() throws Exception {
        withChannel((near, far) -> {
            try (Selector selector = Selector.open()) {
                near.configureBlocking(false);
                near.register(selector, SelectionKey.OP_READ);
                Thread loop = new Thread(() -> selectUntilEmpty(selector), "test-selector");
                loop.start();

                assertThat(Abort.reset(near, selector)).isTrue();

                assertReset(far);
                loop.join();
            }
        });
    }

    @Test
    void aUnixDomainChannelIsJustClosed(@TempDir Path directory) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
                SocketChannel near = SocketChannel.open(address)) {
            assertThat(listener.accept().isConnected()).isTrue();

            assertThat(Abort.reset(near)).isFalse();
            assertThat(near.isOpen()).isFalse();
        }
    }

    private static void selectUntilEmpty(Selector selector) {
        try {
            do {
                selector.select();
            } while (!selector.keys().isEmpty());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void assertReset(Socket far) {
        assertThatIOException().isThrownBy(() -> far.getInputStream().read()).withMessage("Connection reset");
    }

    private static void withChannel(Body body) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(any);
                Socket far = new Socket(any.getAddress(), listener.socket().getLocalPort());
                SocketChannel near = listener.accept()) {
            far.setSoTimeout(60_000);
            body.run(near, far);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(SocketChannel near, Socket far) throws Exception;
    }
}
