package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Closes against peers that write, close and reset at the same time.
@Timeout(120)
final class CloseRaceTest {
    private static final int REPETITIONS = 200;
    private static final Set<CloseOutcome> POSSIBLE =
            EnumSet.of(CloseOutcome.PEER_CLOSED, CloseOutcome.PEER_RESET, CloseOutcome.CLOSED_CONCURRENTLY);

    @ParameterizedTest
    @EnumSource
    void noExceptionEscapesAndNoDescriptorLeaks(Kind kind) throws Exception {
        race(kind, new Random(1));
        int before = openDescriptors();
        Random random = new Random(2);

        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            race(kind, random);
        }

        await().until(() -> openDescriptors() <= before + REPETITIONS / 10);
    }

    private static void race(Kind kind, Random random) throws Exception {
        int sent = random.nextInt(50_000);
        boolean reset = random.nextInt(4) == 0;
        boolean closedTwice = random.nextInt(4) == 0;
        kind.withConnection((ours, peer) -> {
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
            Task<Boolean> sending = Task.start(() -> sendAndClose(peer, sent, reset));
            if (closedTwice) {
                ours.close();
            }
            CloseOutcome outcome = closing.result().outcome();
            if (outcome != CloseOutcome.ALREADY_CLOSED || !closedTwice) {
                assertThat(outcome).isIn(POSSIBLE);
            }
            assertThat(ours.isClosed()).isTrue();
            sending.result();
        });
    }

    private static boolean sendAndClose(Socket peer, int count, boolean reset) {
        try (peer) {
            peer.setSoLinger(reset, 0);
            peer.getOutputStream().write(new byte[count]);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /// Zero where the system has no such directory.
    private static int openDescriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }
}
