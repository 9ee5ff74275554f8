package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Channels that are registered with a selector of the application.
@Timeout(120)
final class LingerPoolRegisteredTest {
    private final LingerPool pool =
            LingerPool.builder().budget(Budgets.patient()).build();

    @AfterEach
    void endPool() {
        pool.close(Duration.ZERO);
    }

    private static CloseReport reportOf(CompletionStage<CloseReport> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aSelectorThatWaitsIsWokenUpAndLetsGo() throws Exception {
        try (Selector selector = Selector.open()) {
            Kind.withChannel((ours, peer) -> {
                ours.configureBlocking(false);
                SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
                Task<Integer> selecting = Task.start(() -> selector.select());
                await().until(() -> selecting.isIn("select"));

                CompletionStage<CloseReport> stage = pool.close(key);

                assertThat(peer.getInputStream().read()).isEqualTo(-1);
                assertThat(selecting.result()).isZero();
                selector.selectNow();
                assertThat(selector.keys()).isEmpty();
                assertThat(stage.toCompletableFuture()).isNotDone();
                peer.getOutputStream().write(new byte[1000]);
                peer.close();
                assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(reportOf(stage).bytesDrained()).isEqualTo(1000);
                assertThat(ours.isRegistered()).isFalse();
            });
        }
    }

    @Test
    void theSelectorsOwnThreadNeedsNoWakeUp() throws Exception {
        try (Selector selector = Selector.open()) {
            Kind.withChannel((ours, peer) -> {
                ours.configureBlocking(false);
                SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
                AtomicInteger wakeUps = new AtomicInteger();

                CompletionStage<CloseReport> stage = pool.close(key, Budgets.patient(), wakeUps::incrementAndGet);

                assertThat(wakeUps).hasValue(1);
                assertThat(key.isValid()).isFalse();
                selector.selectNow();
                peer.close();
                assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(ours.isRegistered()).isFalse();
            });
        }
    }

    @Test
    void aKeyThatWasCancelledJustNowDoesNotMatter() throws Exception {
        try (Selector selector = Selector.open()) {
            Kind.withChannel((ours, peer) -> {
                ours.configureBlocking(false);
                ours.register(selector, SelectionKey.OP_READ).cancel();

                CompletionStage<CloseReport> stage = pool.close(ours);
                peer.getOutputStream().write(new byte[1000]);
                peer.close();

                assertThat(reportOf(stage).bytesDrained()).isEqualTo(1000);
                assertThat(ours.isOpen()).isFalse();
                selector.selectNow();
                assertThat(ours.isRegistered()).isFalse();
            });
        }
    }

    @Test
    void theWakeUpOfSomebodyElseIsNotLost() throws Exception {
        try (Selector selector = Selector.open()) {
            Kind.withChannel((ours, peer) -> {
                ours.configureBlocking(false);
                SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
                selector.wakeup();
                pool.close(key, Budgets.patient(), () -> {});
                assertThat(peer.getInputStream().read()).isEqualTo(-1);

                assertThat(Task.start(() -> selector.select()).result()).isZero();
            });
        }
    }

    @Test
    void aSelectorThatIsClosedMeanwhileLetsGoToo() throws Exception {
        Selector selector = Selector.open();
        Kind.withChannel((ours, peer) -> {
            ours.configureBlocking(false);
            SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
            CompletionStage<CloseReport> stage = pool.close(key, Budgets.patient(), () -> {});
            selector.close();

            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.getOutputStream().write(new byte[1000]);
            peer.close();
            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(reportOf(stage).bytesDrained()).isEqualTo(1000);
            assertThat(ours.isRegistered()).isFalse();
        });
    }

    @Test
    void aKeyOfAClosedSelectorIsTaken() throws Exception {
        Selector selector = Selector.open();
        Kind.withChannel((ours, peer) -> {
            ours.configureBlocking(false);
            SelectionKey key = ours.register(selector, SelectionKey.OP_READ);
            selector.close();

            CompletionStage<CloseReport> stage = pool.close(key);

            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.close();
            assertThat(reportOf(stage).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        });
    }

    @Test
    void aKeyOfAnythingElseIsRefused() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.configureBlocking(false);
            SelectionKey key = listener.register(selector, SelectionKey.OP_ACCEPT);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pool.close(key))
                    .withMessageEndingWith("hand over a key of a SocketChannel");
            assertThat(key.isValid()).isTrue();
        }
    }
}
