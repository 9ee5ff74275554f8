package dev.finwait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

final class JsonOptionTest {
    @Command
    private static final class Annotated {
        @Mixin
        private final JsonOption json = new JsonOption();
    }

    @Test
    void anAnnotatedCommandMixesItIn() {
        Annotated command = new Annotated();
        new CommandLine(command).parseArgs();
        assertThat(command.json.isGiven()).isFalse();
        new CommandLine(command).parseArgs("--json");
        assertThat(command.json.isGiven()).isTrue();
    }

    @Test
    void aCommandWithoutAnnotationsAddsIt() {
        CommandSpec command = CommandSpec.create();
        JsonOption json = JsonOption.addTo(command);
        CommandLine line = new CommandLine(command);
        line.parseArgs("--json");
        assertThat(json.isGiven()).isTrue();
        line.parseArgs();
        assertThat(json.isGiven()).isFalse();
    }
}
