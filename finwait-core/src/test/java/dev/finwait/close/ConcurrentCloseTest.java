package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Other threads use the connection while it is closed.
@Timeout(120)
final class ConcurrentCloseTest {
    @ParameterizedTest
    @EnumSource
    void aCloseInAnotherThreadEndsTheDrain(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);

            ours.close();

            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.CLOSED_CONCURRENTLY);
            assertThat(closing.result().bytesUnread()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void twoGracefulClosesAtOnceBothEnd(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<CloseReport> one = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
            Task<CloseReport> other = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();

            assertThat(new CloseOutcome[] {
                        one.result().outcome(), other.result().outcome()
                    })
                    .contains(CloseOutcome.PEER_CLOSED)
                    .isSubsetOf(
                            CloseOutcome.PEER_CLOSED, CloseOutcome.CLOSED_CONCURRENTLY, CloseOutcome.ALREADY_CLOSED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReaderInAnotherThreadDoesNotHoldTheCloseBeyondItsTotal(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Integer> reader = Task.start(() -> Readers.readOrMinusTwo(ours));
            await().until(() -> reader.isIn("read"));

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(200));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(ours.isClosed()).isTrue();
            assertThat(reader.result()).isEqualTo(Readers.FAILED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReaderInAnotherThreadSeesTheEnd(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Integer> reader = Task.start(() -> Readers.readOrMinusTwo(ours));
            await().until(() -> reader.isIn("read"));
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);

            peer.close();

            assertThat(reader.result()).isEqualTo(-1);
            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aWriterStuckInAnotherThreadIsReleased(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            StuckWriter writer = StuckWriter.on(ours);
            Task<CloseReport> closing = Task.start(() -> GracefulClose.close(ours, Budgets.patient()));

            assertThat(writer.failure()).isInstanceOf(IOException.class);
            assertThat(peer.getInputStream().readAllBytes()).hasSizeGreaterThanOrEqualTo((int) writer.written());
            peer.close();
            assertThat(closing.result().outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSilentPeerBehindAStuckWriterIsEndedByItsLimit(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            StuckWriter writer = StuckWriter.on(ours);

            CloseReport report = GracefulClose.close(ours, Budgets.idleMillis(50));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(writer.failure()).isInstanceOf(IOException.class);
        });
    }
}
