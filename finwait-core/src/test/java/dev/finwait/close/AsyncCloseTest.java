package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class AsyncCloseTest {
    @Test
    void thePeerReadsEveryByteAndThenTheEnd() throws Exception {
        withConnection((ours, peer) -> {
            Task<byte[]> client = Task.start(() -> Pinned.uploadThenRead(peer, 3_000_000));
            assertThat(ours.write(ByteBuffer.allocate(200)).get()).isEqualTo(200);

            CloseReport report = GracefulClose.close(ours, Budgets.patient());

            assertThat(client.result()).hasSize(200);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(report.bytesDrained()).isEqualTo(3_000_000);
            assertThat(ours.isOpen()).isFalse();
        });
    }

    @Test
    void theReportComesWithoutAThreadThatWaits() throws Exception {
        withConnection((ours, peer) -> {
            CompletionStage<CloseReport> closing = GracefulClose.closeAsync(ours, Budgets.patient());
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();

            assertThat(result(closing).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    /// The only thread of the group is inside that handler.
    @Test
    void aCompletionHandlerMayCloseItsOwnChannel() throws Exception {
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1, Task.platform());
        try (AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open(group)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1)) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port);
                    AsynchronousSocketChannel ours = listener.accept().get(60, TimeUnit.SECONDS)) {
                peer.setSoTimeout(60_000);
                CompletableFuture<CloseReport> report = new CompletableFuture<>();
                ours.read(ByteBuffer.allocate(1), report, new ClosesItself(ours));
                peer.getOutputStream().write(new byte[1001]);

                assertThat(peer.getInputStream().read()).isEqualTo(-1);
                peer.shutdownOutput();
                assertThat(result(report).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(result(report).bytesDrained()).isEqualTo(1000);
            }
        } finally {
            group.shutdownNow();
        }
    }

    private record ClosesItself(AsynchronousSocketChannel channel)
            implements CompletionHandler<Integer, CompletableFuture<CloseReport>> {
        @Override
        public void completed(Integer count, CompletableFuture<CloseReport> told) {
            CompletionStage<Boolean> unused =
                    GracefulClose.closeAsync(channel, Budgets.patient()).thenApply(told::complete);
        }

        @Override
        public void failed(Throwable thrown, CompletableFuture<CloseReport> told) {
            told.completeExceptionally(thrown);
        }
    }

    /// One thread for all handlers: it could not serve a hundred closes if one of them held it.
    @Test
    void oneThreadClosesManyConnectionsAtOnce() throws Exception {
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1, Task.platform());
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<Socket> peers = new ArrayList<>();
        try (AsynchronousServerSocketChannel listener =
                AsynchronousServerSocketChannel.open(group).bind(new InetSocketAddress(loopback, 0), 200)) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            List<CompletionStage<CloseReport>> closes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                peers.add(new Socket(loopback, port));
                closes.add(GracefulClose.closeAsync(listener.accept().get(), Budgets.patient()));
            }
            for (Socket peer : peers) {
                peer.getOutputStream().write(new byte[1000]);
                peer.close();
            }
            for (CompletionStage<CloseReport> close : closes) {
                assertThat(result(close).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(result(close).bytesDrained()).isEqualTo(1000);
            }
        } finally {
            group.shutdownNow();
        }
    }

    @Test
    void aSilentPeerIsEndedByTheIdleLimit() throws Exception {
        withConnection((ours, peer) -> {
            CloseReport report = GracefulClose.close(ours, Budgets.idleMillis(200));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(ours.isOpen()).isFalse();
        });
    }

    @Test
    void aFloodingPeerIsEndedByTheTotalLimit() throws Exception {
        withConnection((ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));

            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(300));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(flooder.result()).isTrue();
        });
    }

    @Test
    void aFloodingPeerIsEndedByTheNumberOfBytes() throws Exception {
        withConnection((ours, peer) -> {
            Task<Boolean> flooder = Task.start(() -> Readers.flood(peer));

            CloseReport report = GracefulClose.close(ours, Budgets.bytes(300_000));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
            assertThat(report.bytesDrained()).isEqualTo(300_001);
            assertThat(flooder.result()).isTrue();
        });
    }

    @Test
    void aSilentPeerIsEndedByTheTotalLimitToo() throws Exception {
        withConnection((ours, peer) -> {
            CloseReport report = GracefulClose.close(ours, Budgets.totalMillis(200));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
            assertThat(ours.isOpen()).isFalse();
        });
    }

    @Test
    void aReadOfTheApplicationKeepsItsBytesAndTheDrainTakesTheRest() throws Exception {
        withConnection((ours, peer) -> {
            Future<Integer> theirs = ours.read(ByteBuffer.allocate(10));
            CompletionStage<CloseReport> closing = GracefulClose.closeAsync(ours, Budgets.patient());
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.getOutputStream().write(new byte[1000]);
            peer.close();

            assertThat(theirs.get()).isEqualTo(10);
            assertThat(result(closing).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(result(closing).bytesDrained()).isEqualTo(990);
        });
    }

    @Test
    void aReadOfTheApplicationThatNeverEndsIsBoundedByTheIdleLimit() throws Exception {
        withConnection((ours, peer) -> {
            Future<Integer> theirs = ours.read(ByteBuffer.allocate(10));

            CloseReport report = GracefulClose.close(ours, Budgets.idleMillis(200));

            assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            assertThat(report.error()).isNotNull().hasMessageContaining("pending");
            assertThat(theirs).failsWithin(60, TimeUnit.SECONDS);
        });
    }

    @Test
    void aReadThatTimedOutBeforeLeavesNothingToDrain() throws Exception {
        withConnection((ours, peer) -> {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            ours.read(ByteBuffer.allocate(10), 1, TimeUnit.MILLISECONDS, failure, new Failures());
            failure.get(60, TimeUnit.SECONDS);

            CloseReport report = GracefulClose.close(ours, Budgets.patient());

            assertThat(report.outcome()).isEqualTo(CloseOutcome.FAILED);
            assertThat(report.error()).isNotNull().hasMessageContaining("cannot be read");
        });
    }

    @Test
    void aResetIsTold() throws Exception {
        withConnection((ours, peer) -> {
            CompletionStage<CloseReport> closing = GracefulClose.closeAsync(ours, Budgets.patient());
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.setSoLinger(true, 0);
            peer.close();

            assertThat(result(closing).outcome()).isEqualTo(CloseOutcome.PEER_RESET);
        });
    }

    @Test
    void anotherThreadsCloseIsTold() throws Exception {
        withConnection((ours, peer) -> {
            CompletionStage<CloseReport> closing = GracefulClose.closeAsync(ours, Budgets.patient());
            ours.close();

            assertThat(result(closing).outcome()).isEqualTo(CloseOutcome.CLOSED_CONCURRENTLY);
        });
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        withConnection((ours, peer) -> {
            Task<Boolean> closing = Task.start(() -> {
                CloseReport report = GracefulClose.close(ours, Budgets.patient());
                return report.outcome() == CloseOutcome.INTERRUPTED
                        && Thread.currentThread().isInterrupted();
            });
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            closing.interrupt();

            assertThat(closing.result()).isTrue();
            assertThat(ours.isOpen()).isFalse();
        });
    }

    @Test
    void onlyAConnectionIsWaitedFor() throws Exception {
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
        assertThat(GracefulClose.close(channel).outcome()).isEqualTo(CloseOutcome.NOT_CONNECTED);
        assertThat(channel.isOpen()).isFalse();
        assertThat(GracefulClose.close(channel).outcome()).isEqualTo(CloseOutcome.ALREADY_CLOSED);
    }

    private static CloseReport result(CompletionStage<CloseReport> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static void withConnection(Body body) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (AsynchronousServerSocketChannel listener =
                AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0), 1)) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            try (Socket peer = new Socket(loopback, port);
                    AsynchronousSocketChannel ours = listener.accept().get(60, TimeUnit.SECONDS)) {
                peer.setSoTimeout(60_000);
                body.run(ours, peer);
            }
        }
    }

    private static final class Failures implements CompletionHandler<Integer, CompletableFuture<Throwable>> {
        @Override
        public void completed(Integer count, CompletableFuture<Throwable> failure) {
            failure.completeExceptionally(new AssertionError("read " + count));
        }

        @Override
        public void failed(Throwable thrown, CompletableFuture<Throwable> failure) {
            failure.complete(thrown);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(AsynchronousSocketChannel ours, Socket peer) throws Exception;
    }
}
