package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What applications do when a report comes.
@Timeout(120)
final class LingerPoolCallbackTest {
    private LingerPool pool = LingerPool.builder().budget(Budgets.patient()).build();

    @AfterEach
    void endPool() {
        pool.close(Duration.ZERO);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aCallbackMayCloseAnotherChannel() throws Exception {
        try (Connections connections = new Connections()) {
            List<Connections.Connection> two = connections.open(2);
            CompletionStage<CloseReport> chained = pool.close(two.get(0).ours())
                    .thenCompose(report -> pool.close(two.get(1).ours()));
            two.get(0).peer().close();
            two.get(1).peer().close();

            assertThat(get(chained).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(two.get(1).ours().isOpen()).isFalse();
        }
    }

    @Test
    void aCallbackMayThrow() throws Exception {
        try (Connections connections = new Connections()) {
            List<Connections.Connection> two = connections.open(2);
            CompletionStage<Object> failing = pool.close(two.get(0).ours()).thenApply(report -> {
                throw new IllegalStateException("on purpose");
            });
            two.get(0).peer().close();
            assertThatThrownBy(() -> get(failing))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("on purpose");

            CompletionStage<CloseReport> next = pool.close(two.get(1).ours());
            two.get(1).peer().close();
            assertThat(get(next).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        }
    }

    @Test
    void aCallbackMayClosePool() throws Exception {
        try (Connections connections = new Connections()) {
            List<Connections.Connection> two = connections.open(2);
            CompletionStage<CloseReport> other = pool.close(two.get(1).ours());
            CompletionStage<Void> closing =
                    pool.close(two.get(0).ours()).thenAccept(report -> pool.close(Duration.ZERO));
            two.get(0).peer().close();

            get(closing);
            assertThat(get(other).outcome()).isEqualTo(CloseOutcome.EVICTED);
        }
    }

    @Test
    void aCallbackThatBlocksOnAnExecutorThatRunsInPlaceHoldsUpNobody() throws Exception {
        pool = LingerPool.builder()
                .budget(Budgets.patient())
                .executor(work -> {
                    throw new RejectedExecutionException("run it yourself");
                })
                .build();
        CountDownLatch release = new CountDownLatch(1);
        try (Connections connections = new Connections()) {
            List<Connections.Connection> two = connections.open(2);
            CompletionStage<Boolean> blocked = pool.close(two.get(0).ours()).thenApply(report -> awaited(release));
            two.get(0).peer().close();

            CompletionStage<CloseReport> next = pool.close(two.get(1).ours());
            two.get(1).peer().close();
            assertThat(get(next).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);

            release.countDown();
            assertThat(get(blocked)).isTrue();
        } finally {
            release.countDown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void callbacksRunOnTheExecutorOfThePool() throws Exception {
        pool = LingerPool.builder()
                .budget(Budgets.patient())
                .executor(work -> Daemons.thread("executor-of-the-test", work).start())
                .build();
        try (Connections connections = new Connections()) {
            Connections.Connection connection = connections.open();
            CompletionStage<String> name = pool.close(connection.ours())
                    .thenApply(report -> Thread.currentThread().getName());
            connection.peer().close();

            assertThat(get(name)).isEqualTo("executor-of-the-test");
        }
    }

    @Test
    void completingTheStageOneselfEndsNothing() throws Exception {
        try (Connections connections = new Connections()) {
            Connections.Connection connection = connections.open();
            CompletableFuture<CloseReport> stage = pool.close(connection.ours()).toCompletableFuture();
            assertThat(connection.peer().getInputStream().read()).isEqualTo(-1);

            stage.cancel(true);

            assertThat(connection.ours().isOpen()).isTrue();
            assertThat(pool.lingering()).isEqualTo(1);
        }
    }
}
