package dev.finwait.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What users see of the samples, word for word. After a change that is meant, write the expected files
/// anew and read the difference: `-Dfinwait.golden=write`.
final class GoldenOutputTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final boolean WRITE = "write".equals(System.getProperty("finwait.golden"));

    @TempDir
    Path folder;

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(WhyCommand.command())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()));
        new CommandLine.RunLast().execute(command.parseArgs(args));
        return out.toString();
    }

    private static void check(String name, String actual) throws IOException {
        Path expected = SAMPLES.resolve("expected").resolve(name);
        if (WRITE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"endings.pcap", "orderly.pcap", "service.pcap.gz"})
    void theReportTheLinesAndThePageAreAsExpected(String sample) throws IOException {
        String capture = SAMPLES.resolve(sample).toString();
        check(sample + ".txt", run(capture));
        check(sample + ".jsonl", run(capture, "--json"));
        Path page = folder.resolve("page.html");
        run(capture, "--html", page.toString());
        check(sample + ".html", Files.readString(page));
    }
}
