package dev.finwait.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.finwait.close.CloseBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Without anything from the operating system: until quiet.
@Timeout(120)
final class GracefulListenerTest {
    private static final StopBudget BUDGET =
            StopBudget.DEFAULT.withQuiet(Duration.ofMillis(50)).withServing(Duration.ofMinutes(1));

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        executor.shutdownNow();
    }

    @Test
    void aPlainCloseResetsWhoWaitsInTheQueue() throws Exception {
        ServerSocket listener = listen();
        try (Clients clients = Clients.connect(20, listener.getLocalPort())) {
            listener.close();

            assertThat(clients.reset()).isEqualTo(20);
        }
    }

    @Test
    void whoWaitsInTheQueueIsServedBeforeTheListenerCloses() throws Exception {
        try (ServerSocket listener = listen();
                Clients clients = Clients.connect(20, listener.getLocalPort())) {
            GracefulListener<Socket> graceful = GracefulListener.over(listener);
            CountDownLatch handling = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            // The loop is busy with the first connection, so the others wait in the queue when the stop begins.
            FutureTask<Void> loop = start(() -> graceful.serve(Runnable::run, socket -> {
                handling.countDown();
                await(release);
                answer(socket);
            }));
            await(handling);
            FutureTask<StopReport> stop = new FutureTask<>(() -> graceful.stop(BUDGET));
            executor.execute(stop);
            release.countDown();

            assertThat(clients.answered()).isEqualTo(20);
            clients.hangUp();
            StopReport report = stop.get(60, TimeUnit.SECONDS);
            loop.get(60, TimeUnit.SECONDS);
            assertThat(report.method()).isEqualTo(StopMethod.UNTIL_QUIET);
            assertThat(report.stillOpen()).isZero();
            assertThat(report.resets()).isZero();
            assertThat(report.isClean()).isFalse();
            assertThat(listener.isClosed()).isTrue();
        }
    }

    @Test
    void aChannelIsStoppedAlike() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(loopback(), 64);
                Clients clients = Clients.connect(20, listener.socket().getLocalPort())) {
            GracefulListener<SocketChannel> graceful = GracefulListener.over(listener);
            FutureTask<Void> loop = start(() -> graceful.serve(executor, GracefulListenerTest::answer));

            assertThat(clients.answered()).isEqualTo(20);
            clients.hangUp();
            StopReport report = graceful.stop(BUDGET);
            loop.get(60, TimeUnit.SECONDS);
            assertThat(report.stillOpen()).isZero();
            assertThat(listener.isOpen()).isFalse();
        }
    }

    @Test
    void aUnixDomainListenerIsStoppedAlike(@TempDir Path directory) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
                SocketChannel client = SocketChannel.open(address)) {
            client.write(ByteBuffer.wrap(new byte[] {'q'}));
            client.shutdownOutput();

            StopReport report = GracefulListener.over(listener).stop(BUDGET);

            assertThat(report.acceptedWhileStopping()).isEqualTo(1);
            assertThat(report.closedAtDeadline()).isEqualTo(1);
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void withoutAnybodyServingTheQueueIsClosedGracefully() throws Exception {
        try (ServerSocket listener = listen();
                Clients clients = Clients.connect(3, listener.getLocalPort())) {
            for (int i = 0; i < 3; i++) {
                clients.get(i).shutdownOutput();
            }

            StopReport report = GracefulListener.over(listener).stop(BUDGET);

            assertThat(report.acceptedWhileStopping()).isEqualTo(3);
            assertThat(report.closedAtDeadline()).isEqualTo(3);
            assertThat(report.served()).isZero();
            assertThat(clients.reset()).isZero();
        }
    }

    @Test
    void aHandlerThatDoesNotEndIsCutOffAtTheDeadline() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        assertCutOff(socket -> Interrupts.run(release::await));
        release.countDown();
    }

    /// The close at the deadline makes its read fail, and it ends as one that has done its work does.
    @RepeatedTest(5)
    void aHandlerThatEndsBecauseItIsCutOffHasServedNobody() throws Exception {
        assertCutOff(socket -> {
            while (socket.getInputStream().read() != -2) {
                // Whatever the client sends, it is not enough.
            }
        });
    }

    private void assertCutOff(ConnectionHandler<Socket> handler) throws Exception {
        try (ServerSocket listener = listen();
                Clients clients = Clients.connect(1, listener.getLocalPort())) {
            GracefulListener<Socket> graceful = GracefulListener.over(listener);
            CountDownLatch handling = new CountDownLatch(1);
            FutureTask<Void> loop = start(() -> graceful.serve(executor, socket -> {
                handling.countDown();
                handler.handle(socket);
            }));
            await(handling);
            clients.get(0).shutdownOutput();

            StopReport report = graceful.stop(BUDGET.withServing(Duration.ZERO));

            loop.get(60, TimeUnit.SECONDS);
            assertThat(report.served()).isZero();
            assertThat(report.closedAtDeadline() + report.stillOpen()).isEqualTo(1);
            assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whatTheExecutorRefusesIsClosedGracefully() throws Exception {
        ExecutorService full = Executors.newSingleThreadExecutor();
        full.shutdown();
        try (ServerSocket listener = listen();
                Clients clients = Clients.connect(1, listener.getLocalPort())) {
            GracefulListener<Socket> graceful = GracefulListener.over(listener);
            FutureTask<Void> loop = start(() -> graceful.serve(full, GracefulListenerTest::answer));

            assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
            clients.hangUp();
            graceful.close();
            loop.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSecondStopGivesTheReportOfTheFirst() throws Exception {
        try (ServerSocket listener = listen()) {
            GracefulListener<Socket> graceful = GracefulListener.over(listener);

            StopReport first = graceful.stop(BUDGET);

            assertThat(graceful.stop(BUDGET)).isSameAs(first);
            assertThatIllegalStateException().isThrownBy(() -> graceful.serve(executor, GracefulListenerTest::answer));
        }
    }

    @Test
    void anInterruptedThreadStillEmptiesTheQueue() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(loopback(), 64);
                Clients clients = Clients.connect(3, listener.socket().getLocalPort())) {
            GracefulListener<SocketChannel> graceful = GracefulListener.over(listener);
            Thread.currentThread().interrupt();

            StopReport report = graceful.stop(BUDGET);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.acceptedWhileStopping()).isEqualTo(3);
            assertThat(report.stillOpen()).isEqualTo(3);
            assertThat(clients.get(0).isConnected()).isTrue();
        }
    }

    @Test
    void whatCannotBeStoppedIsRefused() throws Exception {
        try (ServerSocket unbound = new ServerSocket();
                ServerSocketChannel channel = ServerSocketChannel.open();
                Selector selector = Selector.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GracefulListener.over(unbound))
                    .withMessageContaining("bind it first");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GracefulListener.over(channel))
                    .withMessageContaining("bind it first");
            channel.bind(loopback()).configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GracefulListener.over(channel))
                    .withMessageContaining("registered");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GracefulListener.over(channel.socket()))
                    .withMessageContaining("channel");
        }
    }

    @Test
    void anExitHookCanBeTakenOff() throws Exception {
        try (ServerSocket listener = listen()) {
            ExitHook hook = GracefulListener.over(listener).stopAtExit(BUDGET, report -> {});
            hook.close();
            hook.close();

            assertThat(listener.isClosed()).isFalse();
        }
    }

    @Test
    void aBudgetRefusesNegativeTimes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopBudget.DEFAULT.withAccepting(Duration.ofMillis(-1)))
                .withMessageContaining("accepting is negative");
        assertThat(StopBudget.DEFAULT.withClosing(CloseBudget.DEFAULT).closing())
                .isEqualTo(CloseBudget.DEFAULT);
    }

    private static void answer(Socket socket) throws IOException {
        socket.getInputStream().read();
        socket.getOutputStream().write('a');
        socket.shutdownOutput();
    }

    private static void answer(SocketChannel channel) throws IOException {
        channel.read(ByteBuffer.allocate(1));
        channel.write(ByteBuffer.wrap(new byte[] {'a'}));
        channel.shutdownOutput();
    }

    private FutureTask<Void> start(IoRunnable work) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        executor.execute(task);
        return task;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @FunctionalInterface
    private interface IoRunnable {
        void run() throws IOException;
    }
}
