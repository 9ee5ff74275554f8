package dev.finwait.cli.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

final class UsageMessageTest {
    private enum Family {
        ABORT,
        GONE,
        LATE
    }

    @Command(name = "sample")
    private static final class Sample {
        @Option(names = "--family")
        private Family family = Family.ABORT;

        @Option(names = "--count")
        private int count;

        @Parameters(arity = "1", paramLabel = "WHAT")
        private String what = "";
    }

    private static String messageFor(String... args) {
        Sample sample = new Sample();
        ParameterException failure =
                catchThrowableOfType(ParameterException.class, () -> new CommandLine(sample).parseArgs(args));
        assertThat(sample.family).isNotNull();
        assertThat(sample.count + sample.what.length()).isZero();
        return UsageMessage.of(failure);
    }

    @Test
    void aWrongValueGetsTheNearestOneSuggested() {
        assertThat(messageFor("--family", "GONNE"))
                .contains("'--family'")
                .contains("'GONNE'")
                .contains("did you mean 'GONE'?")
                .endsWith("See 'sample --help'.");
    }

    @Test
    void aWrongNumberIsNamed() {
        assertThat(messageFor("--count", "many"))
                .startsWith("invalid value for option '--count'")
                .contains("'many' is no whole number");
    }

    @Test
    void aMissingParameterIsNamed() {
        assertThat(messageFor())
                .startsWith("missing required parameter: 'WHAT'")
                .endsWith("See 'sample --help'.");
    }

    @Test
    void aMessageThatNamesItsCureStaysAsItIs() {
        CommandLine sample = new CommandLine(new Sample());
        assertThat(UsageMessage.of(new ParameterException(sample, "Nothing is known; see 'finwait explain --list'")))
                .isEqualTo("nothing is known; see 'finwait explain --list'");
    }
}
