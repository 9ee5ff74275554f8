package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The server answers while its client still uploads (RFC 9112 9.6).
@Timeout(120)
final class EarlyResponseTest {
    private static final int HEAD = 1000;
    private static final int ANSWER = 200;
    private static final int UPLOAD = 8_000_000;

    @ParameterizedTest
    @EnumSource
    void theAnswerArrivesAndTheUploadSucceedsWithAGracefulClose(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Integer> client = Task.start(() -> uploadThenReadAnswer(peer));

            answerEarly(ours);
            CloseReport report = GracefulClose.close(ours);

            assertThat(client.result()).isEqualTo(ANSWER);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(UPLOAD - HEAD);
        });
    }

    /// Unread input at the close makes the kernel reset without a FIN: the client fails in a write or a read.
    @Test
    void theClientFailsWithAPlainCloseOfTheChannel() throws Exception {
        Kind.CHANNEL.withConnection((ours, peer) -> {
            Task<Integer> client = Task.start(() -> uploadThenReadAnswer(peer));

            answerEarly(ours);
            await().until(() -> ours.getInputStream().available() > 0);
            ours.close();

            assertThatIOException().isThrownBy(client::result);
        });
    }

    private static void answerEarly(Socket ours) throws IOException {
        assertThat(ours.getInputStream().readNBytes(HEAD)).hasSize(HEAD);
        ours.getOutputStream().write(new byte[ANSWER]);
    }

    /// A client that looks for the answer when it has sent everything, as simple clients do.
    private static int uploadThenReadAnswer(Socket peer) throws IOException {
        byte[] block = new byte[8000];
        for (int sent = 0; sent < UPLOAD; sent += block.length) {
            peer.getOutputStream().write(block);
        }
        try (peer;
                InputStream in = peer.getInputStream()) {
            return in.readAllBytes().length;
        }
    }
}
