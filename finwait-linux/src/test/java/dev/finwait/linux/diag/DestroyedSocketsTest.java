package dev.finwait.linux.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.linux.ErrnoException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class DestroyedSocketsTest {
    @Test
    void theBytesThatLayUnreadAtACloseAreTold() throws IOException {
        Optional<DestroyedSockets> opened = DestroyedSockets.open();
        assumeTrue(opened.isPresent(), "this kernel does not tell of destroyed sockets");
        try (DestroyedSockets sockets = opened.get();
                ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept()) {
            int port = client.socket().getLocalPort();
            server.write(ByteBuffer.allocate(1234));
            await().until(() -> client.socket().getInputStream().available() == 1234);
            client.socket().close();
            List<DestroyedSocket> seen = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                sockets.poll(seen::add);
                return seen.stream().anyMatch(socket -> socket.localPort() == port);
            });
            DestroyedSocket destroyed = seen.stream()
                    .filter(socket -> socket.localPort() == port)
                    .findFirst()
                    .orElseThrow();
            assertThat(destroyed.remotePort()).isEqualTo(listener.socket().getLocalPort());
            assertThat(destroyed.localHigh()).isZero();
            assertThat(destroyed.localLow()).isEqualTo(0xffff_7f00_0001L);
            assertThat(destroyed.receiveQueue()).isEqualTo(1234);
            assertThat(destroyed.sendQueue()).isZero();
            assertThat(destroyed.millisSinceData()).isNotNegative();
        }
    }

    @Test
    void aClosedEarHearsNothing() {
        Optional<DestroyedSockets> opened = DestroyedSockets.open();
        assumeTrue(opened.isPresent(), "this kernel does not tell of destroyed sockets");
        DestroyedSockets sockets = opened.get();
        for (int i = 0; i < 2; i++) {
            sockets.close();
        }
        assertThatThrownBy(() -> sockets.poll(socket -> {})).isInstanceOf(ErrnoException.class);
    }

    @Test
    void aMessageCutShortIsNone() {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(DestroyedSocket.parse(arena.allocate(80, 8))).isEmpty();
            assertThat(DestroyedSocket.parse(arena.allocate(88, 8)))
                    .hasValueSatisfying(
                            socket -> assertThat(socket.millisSinceData()).isEqualTo(-1));
        }
    }
}
