package dev.finwait.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpListsTheCommandsAndTheExitCodes(String help) {
        Run run = Run.of(help);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Usage: finwait")
                .contains("help  ")
                .contains("2 bad usage or unreadable input")
                .doesNotContain("\u001b");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpOfACommandIsShownBothWays() {
        Run asOption = Run.of("help", "--help");
        assertThat(asOption.exitCode()).isZero();
        assertThat(asOption.out()).contains("Usage: finwait help").contains("Example: ");
        assertThat(Run.of("help", "help")).isEqualTo(asOption);
    }

    @Test
    void versionNamesFinwaitJavaAndTheSystem() {
        Run run = Run.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("finwait ")
                .contains("Java " + System.getProperty("java.version"))
                .contains(System.getProperty("os.name"))
                .hasLineCount(1);
    }

    @Test
    void noCommandAtAllIsBadUsageAndShowsTheHelp() {
        Run run = Run.of();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: finwait");
    }

    @Test
    void anUnknownCommandGetsTheNearestOneSuggested() {
        Run run = Run.of("hepl");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("finwait: unknown command 'hepl': did you mean 'help'? See 'finwait --help'.\n");
    }

    @Test
    void aCommandLikeNoOtherGetsNoSuggestion() {
        assertThat(Run.of("xyzzy").err()).isEqualTo("finwait: unknown command 'xyzzy'. See 'finwait --help'.\n");
    }

    @Test
    void helpOfAnUnknownCommandIsBadUsage() {
        Run run = Run.of("help", "hlep");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean 'help'?").hasLineCount(1);
    }

    @Test
    void anUnknownOptionGetsTheNearestOneSuggested() {
        Run run = Run.of("help", "--hlep");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("finwait: unknown option '--hlep': did you mean '--help'? See 'finwait help --help'.\n");
    }

    @Test
    void oneArgumentTooManyIsBadUsage() {
        Run run = Run.of("help", "help", "help");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("finwait: unexpected argument 'help'. See 'finwait help --help'.\n");
    }

    @Test
    void argumentsCannotDriveTheTerminalOrAddLines() {
        assertThat(Run.of("a\u001b[2Jb\nc").err())
                .doesNotContain("\u001b")
                .contains("a?[2Jb c")
                .hasLineCount(1);
    }

    @Test
    void anArgumentFileIsNotExpanded() {
        assertThat(Run.of("@pom.xml").err()).contains("unknown command '@pom.xml'");
    }
}
