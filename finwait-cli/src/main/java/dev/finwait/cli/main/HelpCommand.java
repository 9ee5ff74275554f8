package dev.finwait.cli.main;

import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `finwait help [COMMAND]`.
@Command(
        name = "help",
        description = "Shows what finwait, or one of its commands, can do.",
        footerHeading = "%nExample: ",
        footer = "finwait help help")
final class HelpCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
    private @Nullable String command;

    @Override
    public Integer call() {
        CommandLine finwait = Objects.requireNonNull(spec).parent().commandLine();
        CommandLine explained = command == null ? finwait : subcommand(finwait, command);
        explained.usage(finwait.getOut());
        return ExitCode.DONE;
    }

    private static CommandLine subcommand(CommandLine finwait, String name) {
        CommandLine named = finwait.getSubcommands().get(name);
        if (named == null) {
            throw CommandFailure.unknown(
                    "command", name, finwait.getSubcommands().keySet(), "finwait --help");
        }
        return named;
    }
}
