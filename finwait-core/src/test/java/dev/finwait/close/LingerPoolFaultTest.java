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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The pool's own selector fails.
@Timeout(180)
final class LingerPoolFaultTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutADescriptorForASelectorTheReportsAreTheSame() throws Exception {
        assertThat(Descriptors.runWithFew(ExhaustedDescriptors.class))
                .containsExactly("PEER_CLOSED", "PEER_CLOSED", "IDLE_LIMIT");
    }

    @Test
    void aSelectorThatFailsIsReplaced() throws Exception {
        LingerPool pool = LingerPool.builder().budget(Budgets.patient()).build();
        try (Connections connections = new Connections()) {
            List<CompletionStage<CloseReport>> stages = new ArrayList<>();
            List<Connections.Connection> all = connections.open(20);
            for (Connections.Connection connection : all) {
                stages.add(pool.close(connection.ours()));
                assertThat(connection.peer().getInputStream().read()).isEqualTo(-1);
            }
            await().until(() -> all.stream().allMatch(each -> each.ours().isRegistered()));

            pool.breakSelector();
            for (Connections.Connection connection : all) {
                connection.send(new byte[5000]);
                connection.peer().close();
            }

            for (CompletionStage<CloseReport> stage : stages) {
                CloseReport report = stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
                assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
                assertThat(report.bytesDrained()).isEqualTo(5000);
            }
        } finally {
            pool.close(Duration.ZERO);
        }
    }
}
