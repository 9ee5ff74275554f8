package dev.finwait.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    private final StringWriter written = new StringWriter();
    private final Failures failures = new Failures(new PrintWriter(written, true), false);

    @Test
    void aFailureOfACommandBringsItsOwnExitCodeAndMessage() {
        assertThat(failures.failed(CommandFailure.cannotRun("needs root: use sudo")))
                .isEqualTo(3);
        assertThat(written).hasToString("finwait: needs root: use sudo\n");
        assertThat(failures.failed(CommandFailure.badInput("no"))).isEqualTo(2);
    }

    @Test
    void anUnknownNameSaysWhereTheKnownOnesAreListed() {
        assertThat(CommandFailure.unknown("scenario", "linger-zreo", List.of("linger-zero"), "finwait lab --list"))
                .hasMessage("unknown scenario 'linger-zreo': did you mean 'linger-zero'? See 'finwait lab --list'.");
    }

    @Test
    void unreadableInputIsBadUsageAndNamesTheFile() {
        assertThat(failures.failed(new NoSuchFileException("a.pcap"))).isEqualTo(2);
        assertThat(failures.failed(new AccessDeniedException("b.pcap"))).isEqualTo(2);
        assertThat(failures.failed(new FileSystemException("c.pcap", null, "Is a directory")))
                .isEqualTo(2);
        assertThat(failures.failed(new UncheckedIOException(new IOException("d"))))
                .isEqualTo(2);
        assertThat(failures.failed(new IOException())).isEqualTo(2);
        assertThat(written.toString().lines())
                .containsExactly(
                        "finwait: no such file: a.pcap",
                        "finwait: not allowed to read b.pcap: check its owner and mode",
                        "finwait: c.pcap: Is a directory",
                        "finwait: d",
                        "finwait: java.io.IOException");
    }

    @Test
    void aClosedOutputIsTheQuietEnd() {
        assertThat(failures.failed(new OutputClosed(new IOException("Broken pipe"))))
                .isZero();
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void aDefectIsOneLineThatTellsHowToSeeMore() {
        assertThat(failures.failed(new IllegalStateException("first\nsecond"))).isEqualTo(70);
        assertThat(written.toString())
                .hasLineCount(1)
                .startsWith(
                        "finwait: a defect of finwait: java.lang.IllegalStateException: first second at dev.finwait")
                .contains("FINWAIT_DEBUG=1");
    }

    @Test
    void debuggingShowsTheStackTrace() {
        Failures debugging = new Failures(new PrintWriter(written, true), true);
        assertThat(debugging.failed(new StackOverflowError())).isEqualTo(70);
        assertThat(written.toString()).contains("\tat dev.finwait.cli.main.FailuresTest.");
    }
}
