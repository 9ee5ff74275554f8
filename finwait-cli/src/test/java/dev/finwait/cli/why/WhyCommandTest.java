package dev.finwait.cli.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;

/// The command over the recorded samples. What exactly the verdicts are is for tests of the rules.
final class WhyCommandTest {
    private static final String ENDINGS = sample("endings.pcap");
    private static final String ORDERLY = sample("orderly.pcap");
    private static final String SERVICE = sample("service.pcap.gz");

    @TempDir
    Path folder;

    private static String sample(String name) {
        return Path.of("..", "samples", name).toString();
    }

    /// One run of the command alone; what the frame would turn into one line is thrown.
    private record Run(int exitCode, String out, String err) {
        static Run of(String... args) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            CommandLine command = new CommandLine(WhyCommand.command())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err));
            try {
                int exitCode = new CommandLine.RunLast().execute(command.parseArgs(args));
                return new Run(exitCode, out.toString(), err.toString());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    @Test
    void theReportNamesWhatWasReadTheGroupsAndWhatIsHarmless() {
        Run run = Run.of(SERVICE);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .startsWith("service.pcap.gz: ")
                .contains(" connections were reset: ", "Look first at 198.19.0.4:8080: ")
                .contains("Request met the idle close keepalive-race", " what to do ", "Nothing to do");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonIsALineForEachResetAndTheSummaryLast() {
        Run run = Run.of(ENDINGS, "--json");
        assertThat(run.lines()).hasSizeGreaterThan(8).allMatch(line -> line.startsWith("{\"type\":\""));
        assertThat(run.lines().getLast()).startsWith("{\"type\":\"summary\",").contains("\"port-closed\":2");
        long resets = run.lines().stream()
                .filter(line -> line.startsWith("{\"type\":\"reset\","))
                .count();
        assertThat(run.lines().getLast()).contains("\"resets\":" + resets + ",");
    }

    @Test
    void orderlyConnectionsAreNotReported() {
        Run run = Run.of(ORDERLY, "--fail-on", "any");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("No connection was reset.");
    }

    @ParameterizedTest
    @CsvSource({"lost, 1", "any, 1"})
    void findingsMakeTheExitCode(String what, int expected) {
        assertThat(Run.of(ENDINGS, "--json", "--fail-on", what).exitCode()).isEqualTo(expected);
    }

    @Test
    void onlyHarmlessResetsDoNotFailOnLost() {
        assertThat(Run.of(ENDINGS, "--port", refusedPort(), "--fail-on", "lost").exitCode())
                .isZero();
        assertThat(Run.of(ENDINGS, "--port", refusedPort(), "--fail-on", "any").exitCode())
                .isEqualTo(1);
    }

    private static String refusedPort() {
        String line = Run.of(ENDINGS, "--json")
                .out()
                .lines()
                .filter(reset -> reset.contains("\"cause\":\"port-closed\""))
                .findFirst()
                .orElseThrow();
        String server = line.substring(line.indexOf("\"server\":\"") + 10, line.indexOf("\",\"resetBy\""));
        return server.substring(server.lastIndexOf(':') + 1);
    }

    @Test
    void everyResetIsALineWithItsEvidence() {
        Run run = Run.of(ENDINGS, "--all");
        assertThat(run.lines().getFirst()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  \\S+ > \\S+  [a-z0-9-]+ \\(.*");
        assertThat(run.out()).contains("              - packet ").contains("endings.pcap: ");
    }

    @Test
    void oneConnectionIsToldAsALadderWithItsVerdict() {
        String reset = Run.of(ENDINGS, "--json").lines().getFirst();
        String client = reset.substring(reset.indexOf("\"client\":\"") + 10, reset.indexOf("\",\"server\""));
        String server = reset.substring(reset.indexOf("\"server\":\"") + 10, reset.indexOf("\",\"resetBy\""));
        Run run = Run.of(ENDINGS, "--connection", server + "-" + client);
        assertThat(run.out())
                .contains("client " + client, "server " + server)
                .containsPattern("RST.* \\[1]\n")
                .containsPattern("\n\\[1] packet \\d+: ")
                .contains("reset by    ");
    }

    @Test
    void aConnectionThatIsNotThereIsToldInOneLine() {
        assertThatThrownBy(() -> Run.of(ORDERLY, "--connection", "192.0.2.1:1-192.0.2.2:2"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("no packet of 192.0.2.1:1-192.0.2.2:2 is in orderly.pcap: ");
    }

    @Test
    void severalCapturesAreOne() {
        assertThat(Run.of(ORDERLY, ENDINGS).out()).startsWith("2 captures: ");
    }

    @Test
    void timesAndHostsLimitWhatIsTold() {
        assertThat(Run.of(SERVICE, "--since", "+1h").out()).contains("No connection was reset");
        assertThat(Run.of(SERVICE, "--host", "192.0.2.1").out()).contains("No connection was reset");
        assertThat(Run.of(SERVICE, "--host", "198.19.0.4").out())
                .contains(" were reset")
                .doesNotContain("left out");
    }

    @Test
    void aCaptureWithoutTcpIsNotOneWithoutResets() throws Exception {
        byte[] capture = Files.readAllBytes(Path.of(ORDERLY));
        int packet = 24 + 16;
        int ethernetType = packet + 12;
        int lengthOfSyn = 74;
        capture[ethernetType] = 0;
        Path file = Files.write(folder.resolve("other.pcap"), Arrays.copyOf(capture, packet + lengthOfSyn));
        assertThat(Run.of(file.toString()).out()).contains("No TCP connection was captured", "not ip 1");
    }

    @Test
    void thePageIsWrittenOnceAndNotReplaced() throws Exception {
        Path page = folder.resolve("page.html");
        Run run = Run.of(SERVICE, "--html", page.toString());
        assertThat(run.err()).contains("the page is " + page);
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThatThrownBy(() -> Run.of(SERVICE, "--html", page.toString())).hasMessageContaining("exists already");
        assertThat(Run.of(SERVICE, "--html", page.toString(), "--force").exitCode())
                .isZero();
    }

    @Test
    void aTraceAddsTheKernelsReason() throws Exception {
        String reset = Run.of(ENDINGS, "--json").lines().stream()
                .filter(line -> line.contains("\"resetBy\":\"server\""))
                .findFirst()
                .orElseThrow();
        String time = reset.substring(reset.indexOf("\"time\":\"") + 8, reset.indexOf("\",\"client\""));
        String client = reset.substring(reset.indexOf("\"client\":\"") + 10, reset.indexOf("\",\"server\""));
        String server = reset.substring(reset.indexOf("\"server\":\"") + 10, reset.indexOf("\",\"resetBy\""));
        Instant at = Instant.parse(time);
        Path trace = Files.writeString(
                folder.resolve("trace.jsonl"),
                "{\"src\":\"%s\",\"dst\":\"%s\",\"epoch\":%d.%09d,\"reason\":\"A_REASON\"}%n"
                        .formatted(server, client, at.getEpochSecond(), at.getNano()));
        Run joined = Run.of(ENDINGS, "--json", "--trace", trace.toString());
        assertThat(joined.lines().stream().filter(line -> line.contains("\"kernelReason\":\"A_REASON\"")))
                .singleElement()
                .asString()
                .contains("\"client\":\"" + client + "\"");
        assertThat(joined.err()).contains("trace.jsonl tells of 1 of ");
    }

    @Test
    void aTraceOfAnotherTimeIsDoubted() throws Exception {
        Path trace = Files.writeString(
                folder.resolve("old.jsonl"),
                "{\"src\":\"192.0.2.1:80\",\"dst\":\"192.0.2.2:40000\",\"epoch\":1,\"reason\":\"NO_SOCKET\"}\n");
        assertThat(Run.of(ENDINGS, "--trace", trace.toString()).err())
                .contains("tells of 0 of ", ": are both of the same host and time?");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertRefused("nothing to read");
        assertRefused("wants a number of 1 or more, not 0", ENDINGS, "--top", "0");
        assertRefused("wants a number of 64 or more, not 3", ENDINGS, "--max-connections", "3");
        assertRefused("port 65536 is not within", ENDINGS, "--port", "65536");
        assertRefused("names are not looked up", ENDINGS, "--host", "localhost");
        assertRefused("goes neither with", ENDINGS, "--all", "--connection", "1.2.3.4:5-1.2.3.4:6");
        assertRefused("--force is for --html only", ENDINGS, "--force");
    }

    private static void assertRefused(String message, String... args) {
        assertThatThrownBy(() -> Run.of(args))
                .as(Arrays.toString(args))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoCaptureIsToldInOneLine() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no packets here\n".repeat(10));
        List<String> inputs = new ArrayList<>(
                List.of(text.toString(), folder.toString(), folder.resolve("no").toString()));
        for (String input : inputs) {
            assertThatThrownBy(() -> Run.of(input))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(input);
        }
    }
}
