package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 200 && exec \"$0\" \"$@\"",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExhaustedDescriptors.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualToIgnoringNewLines("PEER_CLOSED\nPEER_CLOSED\nIDLE_LIMIT\n");
        } finally {
            process.destroyForcibly();
        }
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
