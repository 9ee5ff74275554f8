package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class InterruptedCloseTest {
    private record Closing(CloseReport report, boolean interrupted) {
        static Closing of(Socket ours) {
            CloseReport report = GracefulClose.close(ours, Budgets.patient());
            return new Closing(report, Thread.currentThread().isInterrupted());
        }

        static Closing interruptedBefore(Socket ours) {
            Thread.currentThread().interrupt();
            return of(ours);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptBeforeLetsWhatHasArrivedBeDrained(Kind kind) throws Exception {
        interruptBeforeDrains(kind, Task.platform());
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptBeforeLetsWhatHasArrivedBeDrainedOnVirtualThreads(Kind kind) throws Exception {
        interruptBeforeDrains(kind, Task.virtual());
    }

    private static void interruptBeforeDrains(Kind kind, ThreadFactory threads) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[30_000]);
            await().until(() -> ours.getInputStream().available() == 30_000);

            Closing closing =
                    Task.start(() -> Closing.interruptedBefore(ours), threads).result();

            assertThat(closing.report.outcome()).isEqualTo(CloseOutcome.INTERRUPTED);
            assertThat(closing.report.bytesDrained()).isEqualTo(30_000);
            assertThat(closing.report.bytesUnread()).hasValue(0);
            assertThat(closing.interrupted).isTrue();
            assertThat(ours.isClosed()).isTrue();
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptBeforeDoesNotHideThatThePeerHadClosed(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            peer.getOutputStream().write(new byte[10]);
            peer.shutdownOutput();
            await().until(() -> ours.getInputStream().available() == 10);

            Closing closing = Task.start(() -> Closing.interruptedBefore(ours)).result();

            assertThat(closing.report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(closing.interrupted).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptOfAClosedConnectionsCloserStays(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            ours.close();

            Closing closing = Task.start(() -> Closing.interruptedBefore(ours)).result();

            assertThat(closing.report.outcome()).isEqualTo(CloseOutcome.ALREADY_CLOSED);
            assertThat(closing.interrupted).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheWaiting(Kind kind) throws Exception {
        interruptEndsTheWaiting(kind, Task.platform());
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheWaitingOfAVirtualThread(Kind kind) throws Exception {
        interruptEndsTheWaiting(kind, Task.virtual());
    }

    private static void interruptEndsTheWaiting(Kind kind, ThreadFactory threads) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Closing> task = Task.start(() -> Closing.of(ours), threads);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);

            task.interrupt();

            Closing closing = task.result();
            assertThat(closing.report.outcome()).isEqualTo(CloseOutcome.INTERRUPTED);
            assertThat(closing.report.error()).isNull();
            assertThat(closing.interrupted).isTrue();
            assertThat(ours.isClosed()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheDrainOfAFlood(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> flood(peer));
            Task<Closing> task = Task.start(() -> Closing.of(ours));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);

            task.interrupt();

            assertThat(task.result().report.outcome()).isEqualTo(CloseOutcome.INTERRUPTED);
            assertThat(flooder.result()).isTrue();
        });
    }

    /// Sends until the connection is gone.
    private static boolean flood(Socket peer) {
        byte[] block = new byte[100_000];
        try {
            while (true) {
                peer.getOutputStream().write(block);
            }
        } catch (IOException gone) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheWaitingBehindAReader(Kind kind) throws Exception {
        kind.withConnection((ours, peer) -> {
            Task<Integer> reader = Task.start(() -> Readers.readOrMinusTwo(ours));
            await().until(() -> reader.isIn("read"));
            Task<Closing> task = Task.start(() -> Closing.of(ours));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);

            task.interrupt();

            assertThat(task.result().report.outcome()).isEqualTo(CloseOutcome.INTERRUPTED);
            assertThat(reader.result()).isEqualTo(Readers.FAILED);
        });
    }
}
