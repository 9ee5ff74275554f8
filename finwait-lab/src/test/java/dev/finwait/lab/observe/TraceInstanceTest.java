package dev.finwait.lab.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aLabKilledHalfWayLeavesNoInstanceAndNoProcess() throws IOException {
        create().close();
        Process lab = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunningLab.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String instance;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(lab.getInputStream(), StandardCharsets.UTF_8))) {
            instance = String.valueOf(said.readLine());
            await().atMost(Duration.ofSeconds(60)).until(() -> lab.descendants().count() >= 2);
            List<ProcessHandle> children = lab.descendants().toList();
            lab.destroyForcibly();
            await().atMost(Duration.ofSeconds(60)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertThat(Path.of(instance)).doesNotExist();
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

    /// A lab that says where its instance is and then runs again and again, until it is killed.
    static final class RunningLab {
        private RunningLab() {}

        public static void main(String[] args) throws Exception {
            try (TraceInstance instance = TraceInstance.create()) {
                System.out.println(instance.path());
                while (Files.exists(instance.path())) {
                    Lab.run(
                            Lab.scenarios().stream()
                                    .filter(scenario -> scenario.id().contains("killed"))
                                    .toList(),
                            _ -> {});
                }
            }
        }
    }
}
