package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many connections in one pool.
@Timeout(240)
final class LingerPoolCrowdTest {
    private static CloseReport reportOf(CompletionStage<CloseReport> stage) throws Exception {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static LingerPool poolOf(int maxLingering) {
        return LingerPool.builder()
                .maxLingering(maxLingering)
                .budget(Budgets.patient())
                .build();
    }

    private static void closeAll(LingerPool pool) {
        pool.close(Duration.ZERO);
    }

    @Test
    void theLongestLingeringIsEvictedFirst() throws Exception {
        LingerPool pool = poolOf(2);
        try (Connections connections = new Connections()) {
            List<Connections.Connection> three = connections.open(3);
            CompletionStage<CloseReport> first = pool.close(three.get(0).ours());
            await().pollDelay(Duration.ofMillis(150)).until(() -> pool.lingering() == 1);
            CompletionStage<CloseReport> second = pool.close(three.get(1).ours());
            three.get(1).send(new byte[100_000]);
            await().pollDelay(Duration.ofMillis(150)).until(() -> pool.lingering() == 2);
            CompletionStage<CloseReport> third = pool.close(three.get(2).ours());

            assertThat(reportOf(first).outcome()).isEqualTo(CloseOutcome.EVICTED);
            assertThat(three.get(0).ours().isOpen()).isFalse();
            assertThat(three.get(0).peer().getInputStream().read()).isEqualTo(-1);
            assertThat(second.toCompletableFuture()).isNotDone();
            assertThat(third.toCompletableFuture()).isNotDone();
            assertThat(pool.lingering()).isEqualTo(2);
        } finally {
            closeAll(pool);
        }
    }

    @Test
    void whatHasArrivedIsDrainedBeforeAnEviction() throws Exception {
        LingerPool pool = poolOf(1);
        try (Connections connections = new Connections()) {
            Connections.Connection one = connections.open();
            one.send(new byte[10]);
            CompletionStage<CloseReport> first = pool.close(one.ours());
            pool.close(connections.open().ours());

            CloseReport report = reportOf(first);
            assertThat(report.outcome()).isEqualTo(CloseOutcome.EVICTED);
            assertThat(report.bytesDrained()).isEqualTo(10);
            assertThat(report.bytesUnread()).hasValue(0);
            assertThat(one.peer().getInputStream().read()).isEqualTo(-1);
        } finally {
            closeAll(pool);
        }
    }

    @Test
    void twoThousandAtOnceAreAllReportedRight() throws Exception {
        LingerPool pool = poolOf(3_000);
        try (Connections connections = new Connections()) {
            List<Connections.Connection> all = connections.open(2_000);
            List<CompletionStage<CloseReport>> stages = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                all.get(i).ours().configureBlocking(i % 2 == 0);
                stages.add(pool.close(all.get(i).ours()));
            }
            assertThat(pool.lingering()).isEqualTo(2_000);

            for (int i = 0; i < all.size(); i++) {
                all.get(i).send(new byte[i]);
                all.get(i).peer().close();
            }

            for (int i = 0; i < all.size(); i++) {
                CloseReport report = reportOf(stages.get(i));
                assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(report.bytesDrained()).isEqualTo(i);
            }
            assertThat(pool.lingering()).isZero();
        } finally {
            closeAll(pool);
        }
    }

    @Test
    void badPeersAmongHonestOnesChangeNoReport() throws Exception {
        LingerPool pool = poolOf(100);
        try (Connections connections = new Connections()) {
            List<Task<Long>> tasks = new ArrayList<>();
            List<CompletionStage<CloseReport>> flooded = new ArrayList<>();
            List<CompletionStage<CloseReport>> dribbled = new ArrayList<>();
            List<CompletionStage<CloseReport>> silent = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Connections.Connection flooding = connections.open();
                Connections.Connection dribbling = connections.open();
                tasks.add(Task.start(() -> Peers.sendUntilRefused(flooding.peer(), new byte[100_000], 0)));
                tasks.add(Task.start(() -> Peers.sendUntilRefused(dribbling.peer(), new byte[1], 2)));
                flooded.add(pool.close(flooding.ours(), Budgets.bytes(20_000_000)));
                dribbled.add(pool.close(dribbling.ours(), Budgets.totalMillis(500)));
                silent.add(pool.close(connections.open().ours(), Budgets.idleMillis(100)));
            }
            for (Connections.Connection honest : connections.open(50)) {
                CompletionStage<CloseReport> stage = pool.close(honest.ours());
                honest.send(new byte[70_000]);
                honest.peer().close();
                assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(reportOf(stage).bytesDrained()).isEqualTo(70_000);
            }

            for (int i = 0; i < 5; i++) {
                assertThat(reportOf(flooded.get(i)).outcome()).isEqualTo(CloseOutcome.BYTES_LIMIT);
                assertThat(reportOf(dribbled.get(i)).outcome()).isEqualTo(CloseOutcome.TOTAL_LIMIT);
                assertThat(reportOf(silent.get(i)).outcome()).isEqualTo(CloseOutcome.IDLE_LIMIT);
            }
            for (Task<Long> task : tasks) {
                task.result();
            }
        } finally {
            closeAll(pool);
        }
    }

    @Test
    void channelsThatOthersCloseAreAllReported() throws Exception {
        LingerPool pool = poolOf(1_000);
        try (Connections connections = new Connections()) {
            List<CompletionStage<CloseReport>> stages = new ArrayList<>();
            List<Connections.Connection> all = connections.open(200);
            for (Connections.Connection connection : all) {
                stages.add(pool.close(connection.ours()));
            }
            for (Connections.Connection connection : all) {
                connection.ours().close();
            }

            for (CompletionStage<CloseReport> stage : stages) {
                assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.CLOSED_CONCURRENTLY);
            }
        } finally {
            closeAll(pool);
        }
    }

    @Test
    void aPoolThatIsClosedEvictsThoseThatLinger() throws Exception {
        LingerPool pool = poolOf(1_000);
        try (Connections connections = new Connections()) {
            List<CompletionStage<CloseReport>> stages = new ArrayList<>();
            for (Connections.Connection connection : connections.open(100)) {
                stages.add(pool.close(connection.ours()));
            }

            pool.close(Duration.ofMillis(50));

            assertThat(pool.lingering()).isZero();
            for (CompletionStage<CloseReport> stage : stages) {
                assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.EVICTED);
            }
            pool.close();
        }
    }

    @Test
    void aPoolThatIsClosedLeavesThoseThatEndInTimeTheirTime() throws Exception {
        LingerPool pool = poolOf(10);
        try (Connections connections = new Connections()) {
            Connections.Connection connection = connections.open();
            CompletionStage<CloseReport> stage = pool.close(connection.ours());
            Task<Boolean> closing = Task.start(() -> {
                pool.close(Duration.ofSeconds(100));
                return true;
            });
            await().until(() -> closing.isIn("awaitEnd"));
            connection.peer().close();

            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(closing.result()).isTrue();
        }
    }

    @Test
    void anInterruptEndsAPoolThatIsBeingClosed() throws Exception {
        LingerPool pool = poolOf(10);
        try (Connections connections = new Connections()) {
            CompletionStage<CloseReport> stage = pool.close(connections.open().ours());
            Task<Boolean> closing = Task.start(() -> {
                pool.close(Duration.ofSeconds(100));
                return Thread.currentThread().isInterrupted();
            });
            await().until(() -> closing.isIn("awaitEnd"));
            closing.interrupt();

            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.EVICTED);
            assertThat(closing.result()).isTrue();
        }
    }

    @Test
    void aClosedPoolClosesAtOnceWhatItIsHanded() throws Exception {
        LingerPool pool = poolOf(10);
        pool.close();
        try (Connections connections = new Connections()) {
            Connections.Connection connection = connections.open();
            connection.ours().configureBlocking(false);
            connection.send(new byte[10]);
            await().until(() -> connection.ours().socket().getInputStream().available() == 10);

            CompletionStage<CloseReport> stage = pool.close(connection.ours());

            assertThat(stage.toCompletableFuture()).isDone();
            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.EVICTED);
            assertThat(reportOf(stage).bytesDrained()).isEqualTo(10);
            assertThat(connection.peer().getInputStream().read()).isEqualTo(-1);
            assertThat(pool.lingering()).isZero();
        }
    }

    @Test
    void thePoolsThreadEndsWhenIdleAndStartsAgain() throws Exception {
        LingerPool pool = poolOf(10);
        try (Connections connections = new Connections()) {
            Connections.Connection first = connections.open();
            CompletionStage<CloseReport> stage = pool.close(first.ours());
            first.peer().close();
            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            await().atMost(Duration.ofSeconds(60)).until(() -> !pool.isRunning());

            Connections.Connection second = connections.open();
            CompletionStage<CloseReport> again = pool.close(second.ours());
            assertThat(pool.isRunning()).isTrue();
            second.peer().close();
            assertThat(reportOf(again).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        } finally {
            closeAll(pool);
        }
    }

    @Test
    void anInterruptOfThePoolsThreadHarmsNobody() throws Exception {
        LingerPool pool = poolOf(10);
        try (Connections connections = new Connections()) {
            Connections.Connection connection = connections.open();
            CompletionStage<CloseReport> stage = pool.close(connection.ours());
            assertThat(connection.peer().getInputStream().read()).isEqualTo(-1);
            pool.interruptThread();
            connection.send(new byte[1000]);
            pool.interruptThread();
            connection.peer().close();

            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(reportOf(stage).bytesDrained()).isEqualTo(1000);
        } finally {
            closeAll(pool);
        }
    }

    @Test
    void aPoolThatWasNeverUsedHasNoThread() {
        LingerPool pool = poolOf(10);
        assertThat(pool.isRunning()).isFalse();
        pool.close();
        assertThat(pool.isRunning()).isFalse();
    }
}
