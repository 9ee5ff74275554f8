package dev.finwait.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// The option `--json`: mixed into a command with `@Mixin`, or added to one without annotations.
public final class JsonOption {
    private static final String NAME = "--json";
    private static final String DESCRIPTION = "Prints JSON, one object per line, and nothing else on standard output.";

    @Option(names = NAME, description = DESCRIPTION)
    private boolean json;

    /// Makes the option, not given.
    public JsonOption() {}

    /// Adds the option to a command.
    ///
    /// @param command the command, which is changed
    /// @return the option, which knows after parsing whether it was given
    public static JsonOption addTo(CommandSpec command) {
        JsonOption option = new JsonOption();
        command.addOption(OptionSpec.builder(NAME)
                .type(boolean.class)
                .description(DESCRIPTION)
                .initialValue(false)
                .setter(new Setter(option))
                .build());
        return option;
    }

    /// Tells whether JSON was asked for.
    ///
    /// @return true if the option was given
    public boolean isGiven() {
        return json;
    }

    /// Carries what picocli has parsed into the option.
    private record Setter(JsonOption option) implements ISetter {
        @Override
        public <T> T set(T value) {
            option.json = Boolean.TRUE.equals(value);
            return value;
        }
    }
}
