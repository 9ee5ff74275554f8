package dev.finwait.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the kernel's list of threads is read, and what is believed of it.
final class ThreadGroupsTest {
    private static final long MILLI = 1_000_000L;
    private static final long RAN = 1_800_000_000_000L * MILLI;

    @TempDir
    Path folder;

    private Path file;
    private long now = RAN;
    private ThreadGroups groups;

    @BeforeEach
    void nobodyIsNoted() throws IOException {
        file = Files.writeString(folder.resolve("saved_tgids"), "");
        groups = new ThreadGroups(file, () -> now);
    }

    private void note(int task, int leader) throws IOException {
        Files.writeString(file, task + " " + leader + "\n");
    }

    @Test
    void aTaskThatIsNotedLaterIsFoundWhenAskedAgain() throws IOException {
        now = RAN + 5 * MILLI;
        assertThat(groups.leaderOf(75, RAN)).isEmpty();
        note(75, 71);
        now = RAN + 300 * MILLI;
        assertThat(groups.leaderOf(75, RAN)).hasValue(71);
    }

    @Test
    void aTaskWhoseEndWasReadLateIsFoundWhenItsConnectionIsTold() throws IOException {
        now = RAN + 150 * MILLI;
        assertThat(groups.leaderOf(75, RAN)).isEmpty();
        note(75, 71);
        now = RAN + 300 * MILLI;
        assertThat(groups.leaderOf(75, RAN)).hasValue(71);
    }

    @Test
    void whatWasReadForOneServesTheOthersOfThatTime() throws IOException {
        note(75, 71);
        now = RAN + 200 * MILLI;
        assertThat(groups.leaderOf(75, RAN)).hasValue(71);
        Files.delete(file);
        now = RAN + 400 * MILLI;
        assertThat(groups.leaderOf(75, RAN + 100 * MILLI)).hasValue(71);
    }

    @Test
    void whatWasReadBeforeATaskRanIsNotBelievedOfIt() throws IOException {
        note(75, 1);
        now = RAN - 10 * MILLI;
        assertThat(groups.leaderOf(75, RAN - 1_000 * MILLI)).hasValue(1);
        note(75, 71);
        now = RAN + 20 * MILLI;
        assertThat(groups.leaderOf(75, RAN)).isEmpty();
        now = RAN + 300 * MILLI;
        assertThat(groups.leaderOf(75, RAN)).hasValue(71);
    }
}
