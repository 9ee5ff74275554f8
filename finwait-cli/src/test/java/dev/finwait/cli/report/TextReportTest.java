package dev.finwait.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cli.Terminal;
import dev.finwait.cli.verdict.Verdicts;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextReportTest {
    private static String report(List<Verdict> verdicts, int columns, int top, String terminals) {
        StringWriter text = new StringWriter();
        Map<String, String> environment = Map.of("COLUMNS", Integer.toString(columns), "TERM", "xterm");
        Terminal terminal = Terminal.of(environment, terminals, StandardCharsets.UTF_8);
        new TextReport(new PrintWriter(text), terminal).print(Reports.of(verdicts), top);
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void everyLineFitsTheTerminal(int columns) {
        assertThat(report(Verdicts.day(), columns, 10, "").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void aGroupSaysWhoWhyHowSureWhatWasLostAndWhatToDo() {
        assertThat(report(Verdicts.day(), 100, 10, ""))
                .containsPattern("(?m)^1\\. 10\\.0\\.8\\.20:8080 +23 resets, 6,854 bytes lost$")
                .contains("   Request met the idle close  keepalive-race")
                .contains("   who         the server; client 10.0.4.17")
                .contains("   sure        certain: what was seen admits no other cause")
                .contains("   what to do  Set the client's idle limit below 64 s")
                .contains("- packet 510: RST without ACK and window 0")
                .contains("likely; it could also be: closed with linger zero or the process died")
                .contains("   to be sure  Run `finwait watch`");
    }

    @Test
    void harmlessResetsAreOneBlockAtTheEnd() {
        assertThat(report(Verdicts.day(), 100, 10, ""))
                .containsPattern(
                        "(?s)Nothing to do.*120 +10\\.0\\.8\\.20:8080 +Closed with linger zero \\(linger-zero\\)"
                                + ".*40 +10\\.0\\.8\\.30, ports 9100, 9101, 9102");
    }

    @Test
    void groupsBeyondTheTopAreCounted() {
        assertThat(report(Verdicts.day(), 100, 1, ""))
                .contains("And 3 more groups: --top 4 shows them all.")
                .doesNotContain("early-response");
    }

    @Test
    void coloursAreForTerminalsOnly() {
        assertThat(report(Verdicts.day(), 80, 10, "")).doesNotContain("\u001b");
        assertThat(report(Verdicts.day(), 80, 10, "out"))
                .contains("\u001b[1m199 of 45,021 connections were reset\u001b[0m");
    }

    @Test
    void wordsOfOthersCannotDriveTheTerminal() {
        Verdict hostile = Verdicts.injected(1, 1, 1, "GRE \u001b]0;title\u0007", "its \u202ename \u001b[2J");
        assertThat(report(List.of(hostile), 80, 10, ""))
                .contains("?]0;title?", "its ?name ?[2J")
                .doesNotContain("\u001b", "\u202e", "\u0007");
    }

    @Test
    void noResetIsSaidInTwoLines() {
        assertThat(report(List.of(), 100, 10, "").lines())
                .contains("No connection was reset.")
                .hasSizeLessThan(6);
    }
}
