package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Channels in other states than blocking and alone.
@Timeout(120)
final class ChannelModesTest {
    @Test
    void aNonBlockingChannelIsClosedAlike() throws Exception {
        Kind.withChannel((ours, peer) -> {
            ours.configureBlocking(false);
            peer.getOutputStream().write(new byte[10]);
            peer.shutdownOutput();

            CloseReport report = GracefulClose.close(ours);

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(10);
        });
    }

    @Test
    void aRegisteredChannelSendsItsFinAndIsFreedWhenItsSelectorRuns() throws Exception {
        Kind.withChannel((ours, peer) -> {
            try (Selector selector = Selector.open()) {
                ours.configureBlocking(false);
                SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
                Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
                peer.close();

                assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(key.isValid()).isFalse();
                selector.selectNow();
                assertThat(selector.keys()).isEmpty();
            }
        });
    }

    @Test
    void aUnixDomainChannelIsClosedAlike(@TempDir Path directory) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
                SocketChannel peer = SocketChannel.open(address);
                SocketChannel ours = listener.accept()) {
            peer.write(ByteBuffer.allocate(10));
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
            assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            peer.shutdownOutput();

            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(closing.result().bytesDrained()).isEqualTo(10);
            assertThat(closing.result().bytesUnread()).hasValue(0);
        }
    }
}
