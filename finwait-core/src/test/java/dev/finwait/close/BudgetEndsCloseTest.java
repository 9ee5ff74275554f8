package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Peers that would hold a close for ever.
@Timeout(120)
final class BudgetEndsCloseTest {
    @ParameterizedTest
    @EnumSource
    void aSilentPeerIsEndedByTheIdleLimit(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            CloseReport report = GracefulClose.close(ours, Budgets.idleMillis(30));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(report.bytesUnread()).hasValue(0);
            assertThat(ours.isClosed()).isTrue();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSilentPeerIsEndedByTheTotalLimit(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(30));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(ours.isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aDribblingPeerIsEndedByTheTotalLimit(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Long> dribbler = Task.start(() -> sendUntilRefused(peer, new byte[1], 1));

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(300));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(report.bytesDrained()).isPositive();
            assertThat(ours.isClosed()).isTrue();
            assertThat(dribbler.result()).isGreaterThanOrEqualTo(report.bytesDrained());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFloodingPeerIsEndedByTheTotalLimit(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Long> flooder = Task.start(() -> sendUntilRefused(peer, new byte[100_000], 0));

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(100));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(report.bytesDrained()).isPositive();
            assertThat(ours.isClosed()).isTrue();
            flooder.result();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFloodingPeerIsEndedByTheBytesLimit(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Long> flooder = Task.start(() -> sendUntilRefused(peer, new byte[100_000], 0));

            CloseReport report = GracefulClose.close(ours, Budgets.bytes(1_000_000));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
            assertThat(report.bytesDrained()).isEqualTo(1_000_001);
            assertThat(ours.isClosed()).isTrue();
            flooder.result();
        });
    }

    @ParameterizedTest
    @EnumSource
    void exactlyTheBytesAllowedAreInOrder(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[20_000]);
            peer.shutdownOutput();

            CloseReport report = GracefulClose.close(ours, Budgets.bytes(20_000));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(20_000);
        });
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatTheCloseThrowsAwayAreReported(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[500]);
            await().until(() -> ours.getInputStream().available() == 500);

            CloseReport report = GracefulClose.close(ours, Budgets.bytes(99));

            assertThat(report.bytesDrained()).isEqualTo(100);
            assertThat(report.bytesUnread()).hasValue(400);
        });
    }

    @ParameterizedTest
    @EnumSource
    void anIdleTimeOfZeroDrainsWhatHasArrived(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[500]);
            await().until(() -> ours.getInputStream().available() == 500);

            CloseReport report = GracefulClose.close(ours, Budgets.idleMillis(0));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(report.bytesDrained()).isEqualTo(500);
            assertThat(report.bytesUnread()).hasValue(0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTotalOfZeroDoesNotDrain(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(0));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(report.bytesDrained()).isZero();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        });
    }

    /// Sends blocks with pauses until the connection is gone.
    private static long sendUntilRefused(Socket peer, byte[] block, long pauseMillis) {
        long sent = 0;
        try {
            while (true) {
                peer.getOutputStream().write(block);
                sent += block.length;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            }
        } catch (IOException refused) {
            return sent;
        }
    }
}
