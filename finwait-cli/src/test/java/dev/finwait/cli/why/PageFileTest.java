package dev.finwait.cli.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatIsThereIsNotReplacedUnasked() throws IOException {
        Path there = Files.writeString(folder.resolve("there.html"), "mine");
        PageFile page = new PageFile(there, false);
        assertThatThrownBy(() -> page.check(List.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("exists already: name another file, or add --force");
        assertThatThrownBy(() -> page.write("page")).isInstanceOf(CommandFailure.class);
        assertThat(there).hasContent("mine");
    }

    @Test
    void forceReplacesIt() throws IOException {
        Path there = Files.writeString(folder.resolve("there.html"), "a longer text than the page");
        PageFile page = new PageFile(there, true);
        page.check(List.of("-"));
        page.write("page");
        assertThat(there).hasContent("page");
    }

    @Test
    void aCaptureIsNeverReplaced() throws IOException {
        Path capture = Files.writeString(folder.resolve("f.pcap"), "packets");
        assertThatThrownBy(() -> new PageFile(capture, true).check(List.of(capture.toString())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is a capture");
    }

    @Test
    void placesWhereNoFileCanBeAreToldBeforeTheWork() {
        assertThatThrownBy(() -> new PageFile(folder, false).check(List.of())).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> new PageFile(folder.resolve("no/page.html"), false).check(List.of()))
                .hasMessageStartingWith("no such directory: ");
    }
}
