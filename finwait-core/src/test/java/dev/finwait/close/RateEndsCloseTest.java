package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A peer that goes on sending, on real sockets.
@Timeout(120)
final class RateEndsCloseTest {
    private static final CloseBudget BRIEF = Budgets.totalMillis(300);

    private interface Sender {
        void send(OutputStream out, AtomicBoolean closed) throws IOException;
    }

    private static CloseReport closeAgainst(Sender sender, CloseBudget budget) throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            Thread sending = new Thread(() -> {
                try (peer) {
                    sender.send(peer.getOutputStream(), closed);
                } catch (IOException closedByTheLimit) {
                    // That is the end that is waited for.
                }
            });
            sending.start();
            CloseReport report = GracefulClose.close(server, budget);
            closed.set(true);
            sending.join();
            return report;
        }
    }

    private static void dribble(OutputStream out, AtomicBoolean closed) throws IOException {
        while (!closed.get()) {
            out.write(1);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void aDribblerEndsByTheRate() throws Exception {
        CloseReport report = closeAgainst(RateEndsCloseTest::dribble, BRIEF.withMinimumRate(1_000_000));

        assertThat(report.outcome()).isEqualTo(CloseOutcome.RATE_LIMIT);
        assertThat(report.bytesDrained()).isPositive();
        assertThat(report.wouldHaveReset()).isEqualTo(Finding.YES);
    }

    @Test
    void withoutARateADribblerEndsByTheTotal() throws Exception {
        assertThat(closeAgainst(RateEndsCloseTest::dribble, BRIEF).outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
    }

    @Test
    void anUploadThatKeepsTheRateIsDrainedToItsEndAfterTheTotal() throws Exception {
        Sender slowUpload = (out, closed) -> {
            for (int part = 0; part < 100; part++) {
                out.write(new byte[1000]);
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        };

        CloseReport report = closeAgainst(slowUpload, BRIEF.withMinimumRate(1));

        assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        assertThat(report.bytesDrained()).isEqualTo(100_000);
        assertThat(report.elapsed()).isGreaterThan(BRIEF.total());
    }

    @Test
    void theLimitOnBytesHoldsForAPeerThatKeepsTheRate() throws Exception {
        CloseReport report = closeAgainst(
                (out, closed) -> {
                    while (!closed.get()) {
                        out.write(new byte[10_000]);
                    }
                },
                BRIEF.withMinimumRate(1).withDrainedBytes(5_000_000));

        assertThat(report.outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
    }
}
