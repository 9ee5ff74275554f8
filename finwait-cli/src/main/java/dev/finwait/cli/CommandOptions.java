package dev.finwait.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Options of commands that are described without annotations.
public final class CommandOptions {
    private static final int HIGHEST_PORT = 0xffff;

    private CommandOptions() {}

    /// An option with a value.
    ///
    /// @param name its name with the dashes
    /// @param label what stands for the value
    /// @param type the class of the value; an array where it may be given several times
    /// @param description what it does
    /// @return the option
    public static OptionSpec option(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .arity("1")
                .description(description)
                .build();
    }

    /// An option that is given or not.
    ///
    /// @param name its name with the dashes
    /// @param description what it does
    /// @return the option
    public static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .initialValue(false)
                .description(description)
                .build();
    }

    /// Whether a flag was given.
    ///
    /// @param flag one of [#flag]
    /// @return whether it was
    public static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /// The ports that an option names.
    ///
    /// @param command whose option it is
    /// @param port an option with values of [Integer]
    /// @return them; none when it was not given
    /// @throws ParameterException if one is no port
    public static Set<Integer> ports(CommandLine command, OptionSpec port) {
        Set<Integer> ports = new LinkedHashSet<>();
        Integer[] given = port.getValue();
        for (Integer number : given == null ? new Integer[0] : given) {
            if (number < 0 || number > HIGHEST_PORT) {
                throw new ParameterException(command, "port " + number + " is not within 0 to 65535");
            }
            ports.add(number);
        }
        return ports;
    }
}
