package dev.finwait.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.cli.CommandFailure;
import dev.finwait.lab.Lab;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class LabCommandTest {
    private static final String SCENARIO = "read-after-close-with-unread";

    @Test
    void theTableNamesTheClaimTheReadingsAndTheFinding() {
        Run run = Run.of(SCENARIO);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("\"close() with unread or unsent data makes the peer read ECONNRESET.\" IN PART")
                .contains(SCENARIO)
                .containsPattern("1,000, ECONNRESET +ok")
                .contains("1 scenario seen, all as they should be")
                .doesNotContain("\u001b");
    }

    @Test
    void jsonIsOneObjectALineWithTheFieldsOfTheContract() {
        Run run = Run.of("--json", "--scenario", SCENARIO, "connect-closed-port");
        assertThat(run.exitCode()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(fields(lines.get(1)))
                .containsExactly(
                        "type",
                        "id",
                        "family",
                        "cause",
                        "claim",
                        "closer",
                        "did",
                        "returned",
                        "tookMs",
                        "peer",
                        "bytesExpected",
                        "bytesRead",
                        "read",
                        "readErrno",
                        "write",
                        "writeErrno",
                        "javaException",
                        "wire",
                        "kernelReason",
                        "bytesLost",
                        "finding",
                        "differences");
        assertThat(lines.get(1))
                .contains("\"type\":\"scenario\",\"id\":\"" + SCENARIO + "\",\"family\":\"abort\"")
                .contains("\"bytesExpected\":1000,\"bytesRead\":1000,\"read\":\"reset\",\"readErrno\":104,"
                        + "\"write\":\"ok\",\"writeErrno\":null,")
                .contains("\"bytesLost\":1000");
        assertThat(lines.getFirst()).contains("\"read\":\"refused\",\"readErrno\":111");
    }

    @Test
    void theStoryShowsBothSidesCalls() {
        Run run = Run.of(SCENARIO, "--show");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("CLOSER")
                .contains("send(1000) = 1000")
                .contains("recv(65536) = -1")
                .contains("The peer read 1,000, ECONNRESET; its writes: ok; lost: 1,000 bytes.");
    }

    @Test
    void markdownIsATable() {
        Run run = Run.of(SCENARIO, "--markdown");
        assertThat(run.out())
                .startsWith("# ")
                .contains("| scenario | closer |")
                .containsPattern("(?m)^\\| `" + SCENARIO + "` \\|.* 1,000, ECONNRESET \\| ok \\|");
    }

    @Test
    void theListRunsNothingAndNamesEveryScenario() {
        Run run = Run.of("--list");
        assertThat(run.exitCode()).isZero();
        Lab.scenarios().forEach(scenario -> assertThat(run.out()).contains("  " + scenario.id() + "  "));
    }

    @Test
    void aFamilyChoosesItsScenarios() {
        Run run = Run.of("--list", "--family", "gone");
        assertThat(run.out()).contains("connect-closed-port").doesNotContain(SCENARIO);
    }

    @Test
    void unknownNamesGetTheNearestOnesSuggested() {
        assertThatThrownBy(() -> Run.of("read-after-close-with-unred"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("unknown scenario 'read-after-close-with-unred': did you mean '" + SCENARIO
                        + "'? See 'finwait lab --list'.");
        assertThatThrownBy(() -> Run.of("--family", "abrt"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("did you mean 'abort'?");
    }

    @Test
    void optionsThatDoNotFitTogetherAreRefused() {
        assertThatThrownBy(() -> Run.of("--show"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("name it");
        assertThatThrownBy(() -> Run.of("--markdown", "--json"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("exclude");
        assertThatThrownBy(() -> Run.of(SCENARIO, "--family", "gone"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("no scenario fits");
    }

    private static List<String> fields(String line) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            List<String> names = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    names.add(parser.currentName());
                }
            }
            return names;
        }
    }

    /// One run of the command alone; what the frame would turn into one line is thrown.
    private record Run(int exitCode, String out) {
        static Run of(String... args) {
            StringWriter out = new StringWriter();
            CommandLine command = new CommandLine(new LabCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(new StringWriter()))
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
            try {
                int exitCode = new CommandLine.RunLast().execute(command.parseArgs(args));
                return new Run(exitCode, out.toString());
            } catch (CommandLine.ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }
    }
}
