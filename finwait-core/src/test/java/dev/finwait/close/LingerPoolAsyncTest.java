package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Asynchronous channels handed to a pool.
@Timeout(120)
final class LingerPoolAsyncTest {
    private final List<AutoCloseable> opened = new ArrayList<>();
    private LingerPool pool = LingerPool.builder().budget(Budgets.patient()).build();
    private AsynchronousServerSocketChannel listener;

    private record Connection(AsynchronousSocketChannel ours, Socket peer) {}

    @BeforeEach
    void listen() throws Exception {
        listener = AsynchronousServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        opened.add(listener);
    }

    @AfterEach
    void close() throws Exception {
        pool.close(Duration.ZERO);
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private Connection connect() throws Exception {
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), port);
        peer.setSoTimeout(60_000);
        AsynchronousSocketChannel ours = listener.accept().get(60, TimeUnit.SECONDS);
        opened.add(peer);
        opened.add(ours);
        return new Connection(ours, peer);
    }

    private static CloseReport reportOf(CompletionStage<CloseReport> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aPeerThatClosesIsDrainedToItsEnd() throws Exception {
        Connection connection = connect();
        CompletionStage<CloseReport> stage = pool.close(connection.ours());
        assertThat(connection.peer().getInputStream().read()).isEqualTo(-1);
        assertThat(pool.lingering()).isEqualTo(1);

        connection.peer().getOutputStream().write(new byte[500_000]);
        connection.peer().close();

        assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        assertThat(reportOf(stage).bytesDrained()).isEqualTo(500_000);
        assertThat(connection.ours().isOpen()).isFalse();
        await().until(() -> pool.lingering() == 0);
    }

    @Test
    void theOldestIsEvictedFirst() throws Exception {
        pool = LingerPool.builder().budget(Budgets.patient()).maxLingering(1).build();
        CompletionStage<CloseReport> first = pool.close(connect().ours());
        Connection connection = connect();
        CompletionStage<CloseReport> second = pool.close(connection.ours());

        assertThat(reportOf(first).outcome()).isEqualTo(CloseOutcome.EVICTED);
        connection.peer().close();
        assertThat(reportOf(second).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
    }

    @Test
    void aPoolThatIsClosedEvictsIt() throws Exception {
        Connection connection = connect();
        CompletionStage<CloseReport> stage = pool.close(connection.ours());

        pool.close(Duration.ofMillis(20));

        assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.EVICTED);
        assertThat(connection.ours().isOpen()).isFalse();
        assertThat(pool.lingering()).isZero();
    }

    @Test
    void anInterruptEndsAPoolThatIsBeingClosed() throws Exception {
        Connection connection = connect();
        CompletionStage<CloseReport> stage = pool.close(connection.ours());
        Task<Boolean> closing = Task.start(() -> {
            pool.close(Duration.ofMinutes(5));
            return Thread.interrupted();
        });
        await().until(() -> closing.isIn("awaitEmpty"));

        closing.interrupt();

        assertThat(closing.result()).isTrue();
        assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.EVICTED);
    }

    @Test
    void aClosedPoolDrainsWhatHasArrivedAndCloses() throws Exception {
        pool.close(Duration.ZERO);
        Connection connection = connect();
        connection.peer().getOutputStream().write(new byte[10]);

        CloseReport report = reportOf(pool.close(connection.ours()));

        assertThat(report.outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
        assertThat(connection.peer().getInputStream().read()).isEqualTo(-1);
        assertThat(connection.ours().isOpen()).isFalse();
    }

    @Test
    void anExecutorThatRefusesLosesNoReport() throws Exception {
        pool = LingerPool.builder()
                .budget(Budgets.patient())
                .executor(work -> {
                    throw new RejectedExecutionException("as in a pool that was shut down");
                })
                .build();
        Connection connection = connect();
        CompletionStage<CloseReport> stage = pool.close(connection.ours());
        connection.peer().close();

        assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
    }
}
