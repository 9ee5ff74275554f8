package dev.finwait.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.cause.Family;
import dev.finwait.error.ErrorCode;
import dev.finwait.error.SocketError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

final class ExplainCommandTest {
    private static final String TRACE = """
            java.io.IOException: cannot call
            \tat com.example.Caller.call(Caller.java:23)
            Caused by: java.net.SocketException: Connection reset
            \tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)
            \t... 3 more
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "104 | 104 ECONNRESET: connection reset by peer",
                "-104 | 104 ECONNRESET: connection reset by peer",
                "10054 | 10054 WSAECONNRESET: connection reset by peer",
                "54 | 54 ECONNRESET: connection reset by peer",
                "econnreset | ECONNRESET: connection reset by peer",
                "WSAEConnReset | WSAECONNRESET: connection reset by peer",
                "EPIPE | EPIPE: broken pipe",
                "Connection reset by peer | Connection reset by peer",
                "Broken pipe | Broken pipe",
                "java.net.SocketException: Connection reset | java.net.SocketException: Connection reset",
                "reset-by-peer | reset-by-peer: connection reset by peer",
                "keepalive-race | keepalive-race: Request met the idle close",
                "Keepalive-Race | keepalive-race: Request met the idle close",
                "late | late: Too late",
            })
    void theFirstLineSaysWhatItIs(String what, String headline) {
        Run run = Run.of(what);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().findFirst()).hasValue(headline);
    }

    @Test
    void wordsNeedNoQuotes() {
        assertThat(Run.of("Connection", "reset", "by", "peer")).isEqualTo(Run.of("Connection reset by peer"));
    }

    @Test
    void aNumberIsShownForEachSystemWithItsOtherReadings() {
        String out = Run.of("104").out();
        assertThat(out)
                .contains("Linux     104 ECONNRESET", "macOS      54 ECONNRESET", "Windows 10054 WSAECONNRESET")
                .contains("On macOS, however, 104 is another error: ENOTRECOVERABLE");
    }

    @Test
    void aNumberWithTwoMeaningsHasTwoAnswers() {
        assertThat(Run.of("64").out()).contains("64 EHOSTDOWN: no way", "64 ERROR_NETNAME_DELETED: connection reset");
    }

    @Test
    void aNumberThatIsNoSocketErrorIsSaidToBeNone() {
        Run run = Run.of("EXFULL");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("EXFULL: unknown", "Linux      54 EXFULL");
    }

    @Test
    void anErrorNamesItsLikelyCausesAndWhatToDo() {
        assertThat(Run.of("EPIPE").out())
                .contains("Who did it", "What to do", "Likely causes", "keepalive-race", "In Java");
    }

    @Test
    void anErrorWithoutNetworkCauseNamesNone() {
        assertThat(Run.of("Socket closed").out()).doesNotContain("Likely causes");
    }

    @ParameterizedTest
    @EnumSource
    void aCauseIsShownWithAllItsParts(Cause cause) {
        String words = String.join(" ", Run.of(cause.id()).out().split("\\s+"));
        assertThat(words)
                .contains(cause.title(), cause.explanation(), cause.sentBy(), cause.wireEvidence())
                .contains(cause.kernelEvidence(), cause.resettingSideSees(), cause.receivingSideSees())
                .contains(
                        cause.lost(),
                        cause.cure(),
                        "finwait explain " + cause.family().id());
    }

    @ParameterizedTest
    @EnumSource
    void aFamilyNamesItsCauses(Family family) {
        String out = Run.of(family.id()).out();
        assertThat(Cause.of(family)).allSatisfy(cause -> assertThat(out).contains(cause.id(), cause.title()));
    }

    @Test
    void aStackTraceOnStandardInputIsExplained() {
        Run run = Run.withInput(TRACE, "-");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        "java.net.SocketException: Connection reset\nThat is: connection reset by peer, while reading\n")
                .contains("Where in your code", "com.example.Caller.call(Caller.java:23)");
        assertThat(Run.withInput(TRACE)).isEqualTo(run);
    }

    @Test
    void atATerminalNobodyWaitsForInput() {
        Run run = new Run.With(80, Ansi.OFF, TRACE, true).run();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).startsWith("nothing to explain");
        assertThat(new Run.With(80, Ansi.OFF, TRACE, true).run("-").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "all is well\n"})
    void inputWithoutAnErrorIsBadInput(String input) {
        Run run = Run.withInput(input, "-");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("standard input");
    }

    @ParameterizedTest
    @CsvSource({"econreset, ECONNRESET", "keepalive-rcae, keepalive-race", "lingerzero, linger-zero", "aborted, abort"})
    void aMistypedNameGetsTheNearestOne(String typed, String meant) {
        Run run = Run.of(typed);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("nothing is known about '" + typed + "' (did you mean '" + meant + "'?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "-4711", "Tag mismatch", "99999999999", "xyzzyxyzzy"})
    void whatIsLikeNothingGetsNoSuggestion(String what) {
        Run run = Run.of(what);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("nothing is known about '" + what + "'; 'finwait explain --list'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lsit", "-x", "-10x"})
    void anUnknownOptionIsNoQuestion(String option) {
        Run run = Run.of("104", option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Unknown option: '" + option + "'");
    }

    @Test
    void theListNamesEverythingThatCanBeAsked() {
        Run run = Run.of("--list");
        assertThat(run.exitCode()).isZero();
        assertThat(ErrorCode.all())
                .filteredOn(code -> code.error() != SocketError.UNKNOWN)
                .allSatisfy(code -> assertThat(run.out()).contains(code.number() + " " + code.name()));
        assertThat(Cause.values()).allSatisfy(cause -> assertThat(run.out()).contains(cause.id(), cause.title()));
        assertThat(Run.of("--list", "104").exitCode()).isEqualTo(2);
    }

    @Test
    void theHelpHasAnExample() {
        Run run = Run.of("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: explain", "--json", "--list", "finwait explain 104");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void linesFitTheTerminal(int columns) {
        for (String what : new String[] {"104", "keepalive-race", "abort", "--list"}) {
            Run run = new Run.With(columns, Ansi.OFF, "", false).run(what);
            assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        }
    }

    @Test
    void colourIsUsedOnlyWhereItIsWanted() {
        Run plain = Run.of("104");
        Run coloured = new Run.With(80, Ansi.ON, "", false).run("104");
        assertThat(plain.out()).doesNotContain("\u001b");
        assertThat(coloured.out()).contains("\u001b[");
        assertThat(coloured.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.out());
    }

    @Test
    void aLogCannotDriveTheTerminal() {
        Run run = Run.withInput("java.io.IOException: \u001b[2J Broken pipe\n", "-");
        assertThat(run.out()).contains("?[2J Broken pipe").doesNotContain("\u001b");
    }
}
