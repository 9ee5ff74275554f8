package dev.finwait.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class ProcessTableTest {
    private static final Path PROC = Path.of("/proc");
    /// A number that the kernel gives to no task.
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
        assertThat(table.whereabouts(thread, 1)).isEqualTo(Whereabouts.HERE);
    }

    @Test
    void aProcessThatIsGoneKeepsWhatWasKnown() throws IOException, InterruptedException {
        Process sleep = sleeping();
        int pid = (int) sleep.pid();
        ProcessIdentity alive = table.of(pid, 1);
        assertThat(alive.command()).isEqualTo("sleep 600");
        sleep.destroyForcibly().waitFor();
        assertThat(table.of(pid, 2)).isEqualTo(alive);
        assertThat(table.of(pid, 60_000_000_000L)).isEqualTo(alive);
    }

    @Test
    void aProcessThatNobodyLookedAtIsKnownByItsEnd() {
        assertThat(table.of(NOBODY, 5).name()).isEqualTo("process " + NOBODY);
        assertThat(table.whereabouts(NOBODY, 5)).isEqualTo(Whereabouts.UNKNOWN);
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
    void aThreadWhoseProcessHasNoNameIsSaidToBeOne(@TempDir Path folder) throws IOException {
        Path leaders = Files.writeString(folder.resolve("saved_tgids"), (NOBODY + 1) + " " + NOBODY + "\n");
        ProcessTable remembering = new ProcessTable(PROC, new ThreadGroups(leaders));
        remembering.add(new TaskExiting(101, NOBODY + 1, "VM Thread"));
        assertThat(remembering.find(NOBODY + 1, 102)).isEmpty();
        assertThat(remembering.of(NOBODY + 1, 102))
                .isEqualTo(new ProcessIdentity(NOBODY, "thread VM Thread", null, null, null));
        remembering.add(new TaskExiting(103, NOBODY, "java"));
        assertThat(remembering.of(NOBODY + 1, 102)).isEqualTo(new ProcessIdentity(NOBODY, "java", null, null, null));
    }

    @Test
    void whoseThreadItWasIsNotBelievedWhereThatIsOlderThanItsEnd(@TempDir Path folder) throws IOException {
        Path leaders = Files.writeString(folder.resolve("saved_tgids"), (NOBODY + 1) + " " + NOBODY + "\n");
        AtomicLong now = new AtomicLong(1_000_000_000L);
        ThreadGroups groups = new ThreadGroups(leaders, now::get);
        assertThat(groups.leaderOf(NOBODY + 2, 1)).as("reads the file").isEmpty();
        assertThat(groups.leaderOf(NOBODY + 1, 1)).as("ran long before").hasValue(NOBODY);
        now.addAndGet(100_000_000L);
        assertThat(groups.leaderOf(NOBODY + 1, now.get())).as("runs after that").isEmpty();
        now.addAndGet(200_000_000L);
        assertThat(groups.leaderOf(NOBODY + 1, now.get())).as("reads it again").hasValue(NOBODY);
    }

    @Test
    void aProcessThatWasThereBeforeIsKnownWhenItIsGone() throws IOException, InterruptedException {
        Process sleep = sleeping();
        table.lookAround();
        int pid = (int) sleep.pid();
        sleep.destroyForcibly().waitFor();
        table.add(new TaskExiting(50, pid, "sleep"));
        assertThat(table.of(pid, 100).command()).isEqualTo("sleep 600");
    }

    @Test
    void aNumberIsSomebodyElsesAWhileAfterItsEnd() throws IOException, InterruptedException {
        Process sleep = sleeping();
        int pid = (int) sleep.pid();
        assertThat(table.of(pid, 1).name()).isEqualTo("sleep");
        sleep.destroyForcibly().waitFor();
        table.add(new TaskExiting(50, pid, "sleep"));
        assertThat(table.of(pid, 100).name()).isEqualTo("sleep");
        assertThat(table.of(pid, 60_000_000_000L))
                .isEqualTo(new ProcessIdentity(pid, "process " + pid, null, null, null));
    }

    @Test
    void aProcessThatBecomesAnotherProgramHasItsNewName() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "read line; exec sleep 600").start();
        int pid = (int) shell.pid();
        awaitName(pid, "sh");
        assertThat(table.of(pid, 1).name()).isEqualTo("sh");
        shell.outputWriter().write("\n");
        shell.outputWriter().flush();
        awaitName(pid, "sleep");
        assertThat(table.of(pid, 2_000_000).name()).isEqualTo("sleep");
        shell.destroyForcibly().waitFor();
    }

    @Test
    void aProcessThatBecameAnotherProgramAndEndedHasTheNameWithWhichItEnded() throws IOException, InterruptedException {
        Process sleep = sleeping();
        int pid = (int) sleep.pid();
        assertThat(table.find(pid, 1)).map(ProcessIdentity::name).hasValue("sleep");
        sleep.destroyForcibly().waitFor();
        assertThat(table.find(pid, 3_000_000)).isEmpty();
        table.add(new TaskExiting(4_000_000, pid, "ss"));
        assertThat(table.of(pid, 3_000_000)).isEqualTo(new ProcessIdentity(pid, "ss", null, null, null));
    }

    private static Process sleeping() throws IOException {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        awaitName((int) sleep.pid(), "sleep");
        return sleep;
    }

    private static void awaitName(int pid, String name) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        Files.readString(PROC.resolve(pid + "/comm")).strip().equals(name));
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
        assertThat(table.whereabouts(0, 1)).isEqualTo(Whereabouts.UNKNOWN);
    }
}
