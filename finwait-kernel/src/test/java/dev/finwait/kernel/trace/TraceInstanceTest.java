package dev.finwait.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Root only: says so when it is skipped.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class TraceInstanceTest {
    @Test
    void anInstanceIsGoneAfterItsClose() throws IOException {
        Path path;
        try (TraceInstance instance = create()) {
            path = instance.path();
            assertThat(path).isDirectory();
            assertThat(instance.read("events/header_page")).contains("commit");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void anEventThatTheKernelLacksHasNoFormat() throws IOException {
        try (TraceInstance instance = create()) {
            assertThat(instance.format("tcp/no_such_event")).isEmpty();
            assertThat(instance.format("sched/sched_process_exit"))
                    .map(EventFormat::name)
                    .hasValue("sched_process_exit");
        }
    }

    @Test
    void oneProcessMayHaveSeveral() throws IOException {
        try (TraceInstance one = create();
                TraceInstance other = create()) {
            assertThat(one.path()).isNotEqualTo(other.path());
        }
    }

    @Test
    void aProcessKilledHalfWayLeavesNeitherInstanceNorChild() throws IOException {
        create().close();
        Process holder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            String instance = String.valueOf(said.readLine());
            assertThat(Path.of(instance)).isDirectory();
            List<ProcessHandle> children = holder.descendants().toList();
            assertThat(children).isNotEmpty();
            holder.destroyForcibly();
            await().atMost(Duration.ofSeconds(60)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(Path.of(instance)).doesNotExist();
        }
    }

    private static TraceInstance create() {
        try {
            return TraceInstance.create();
        } catch (IOException e) {
            System.out.println("TraceInstanceTest skipped: " + e.getMessage());
            assumeTrue(false, e.getMessage());
            throw new AssertionError(e);
        }
    }

    /// Says where its instance is and waits to be killed.
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (TraceInstance instance = TraceInstance.create()) {
                System.out.println(instance.path());
                Thread.sleep(Duration.ofMinutes(2));
            }
        }
    }
}
