package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens without Finwait. These tests give the others their meaning.
@Timeout(120)
final class PlainCloseTest {
    @Test
    void closingAChannelWithUnreadDataResetsThePeer() throws Exception {
        Kind.CHANNEL.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[1000]);
            await().until(() -> ours.getInputStream().available() == 1000);

            ours.close();

            assertThatIOException()
                    .isThrownBy(() -> peer.getInputStream().read())
                    .withMessage("Connection reset");
        });
    }

    @Test
    void closingASocketWithUnreadDataLetsThePeerReadTheEndButNotWrite() throws Exception {
        Kind.SOCKET.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[1000]);
            await().until(() -> ours.getInputStream().available() == 1000);

            ours.close();

            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            await().until(() -> !canWrite(peer));
        });
    }

    @Test
    void lingerZeroResetsThePeer() throws Exception {
        Kind.SOCKET.withConnection((ours, peer) -> {
            ours.setSoLinger(true, 0);

            ours.close();

            assertThatIOException()
                    .isThrownBy(() -> peer.getInputStream().read())
                    .withMessage("Connection reset");
        });
    }

    private static boolean canWrite(Socket socket) {
        try {
            socket.getOutputStream().write(1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
