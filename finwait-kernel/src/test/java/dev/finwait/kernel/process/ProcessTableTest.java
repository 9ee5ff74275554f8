package dev.finwait.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class ProcessTableTest {
    private static final Path PROC = Path.of("/proc");
    private static final int NOBODY = 2_000_000_001;

    private final ProcessTable table = new ProcessTable(PROC, new ThreadGroups(null));

    @Test
    void aThreadIsItsProcess() throws IOException {
        long pid = ProcessHandle.current().pid();
        int thread = Integer.parseInt(Files.readSymbolicLink(Path.of("/proc/thread-self"))
                .getFileName()
                .toString());
        ProcessIdentity identity = table.of(thread, 1);
        assertThat(identity.pid()).isEqualTo(pid);
        assertThat(identity.name())
                .isEqualTo(Files.readString(PROC.resolve(pid + "/comm")).strip());
        assertThat(identity.command()).contains("java");
        assertThat(table.isElsewhere(thread, 1)).isFalse();
    }

    @Test
    void aProcessThatIsGoneKeepsWhatWasKnown() throws IOException, InterruptedException {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        int pid = (int) sleep.pid();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(PROC.resolve(pid + "/comm")).startsWith("sleep"));
        ProcessIdentity alive = table.of(pid, 1);
        assertThat(alive.command()).isEqualTo("sleep 600");
        sleep.destroyForcibly().waitFor();
        assertThat(table.of(pid, 2)).isEqualTo(alive);
        assertThat(table.of(pid, 60_000_000_000L)).isEqualTo(alive);
    }

    @Test
    void aProcessThatNobodyLookedAtIsKnownByItsEnd() {
        assertThat(table.of(NOBODY, 5).name()).isEqualTo("process " + NOBODY);
        table.add(new TaskExiting(100, NOBODY + 1, "worker"));
        assertThat(table.of(NOBODY + 1, 101).name()).isEqualTo("worker");
        assertThat(table.isExiting(NOBODY + 1, 101)).isTrue();
        assertThat(table.isExiting(NOBODY + 1, 99)).isFalse();
        assertThat(table.isExiting(NOBODY + 1, 10_000_000_000L)).isFalse();
    }

    @Test
    void theLastThreadOfADeadProcessIsNamedByItsProcess(@TempDir Path folder) throws IOException {
        Path leaders = Files.writeString(folder.resolve("saved_tgids"), (NOBODY + 1) + " " + NOBODY + "\n");
        ProcessTable remembering = new ProcessTable(PROC, new ThreadGroups(leaders));
        remembering.add(new TaskExiting(100, NOBODY, "java"));
        remembering.add(new TaskExiting(101, NOBODY + 1, "http-worker-7"));
        assertThat(remembering.of(NOBODY + 1, 102)).isEqualTo(new ProcessIdentity(NOBODY, "java", null, null, null));
    }

    @Test
    void aNameThatComesWithTheEndIsNotMissed() {
        assertThat(table.of(NOBODY + 5, 50).name()).startsWith("process ");
        table.add(new TaskExiting(100, NOBODY + 5, "worker"));
        assertThat(table.of(NOBODY + 5, 101).name()).isEqualTo("worker");
    }

    @Test
    void anIdleProcessorIsNoProcess() {
        assertThat(table.of(0, 1).pid()).isZero();
        assertThat(table.isElsewhere(0, 1)).isFalse();
    }
}
