package dev.finwait.cli.main;

import dev.finwait.cli.ExitCode;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.explain.ExplainCommand;
import dev.finwait.cli.lab.LabCommand;
import dev.finwait.cli.watch.WatchCommand;
import dev.finwait.cli.why.WhyCommand;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The command line of `finwait` and its subcommands.
///
/// Only the subcommand that was named is built: building one costs more than running it.
final class FinwaitCommand implements Callable<Integer> {
    private static final int WIDEST_HELP = 100;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("finwait");

    private FinwaitCommand() {
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Prints the versions of Finwait, Java and this system.")
                .build());
        spec.versionProvider(new Version());
        spec.usageMessage()
                .header("Closes TCP connections so that the peer reads every byte, and says why one was reset.%n")
                .synopsisHeading("Usage: ")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExit status: ")
                .footer(
                        "0 done, 1 findings, 2 bad usage or unreadable input, 3 cannot run here.",
                        "'finwait COMMAND --help' shows a command's options and an example.");
    }

    /// A command by its name, and how it is made: a [CommandSpec], or an object with picocli's annotations.
    private record Subcommand(String name, Supplier<Object> maker) {}

    /// All commands, in the order of the help. Each is registered here, by one line.
    ///
    /// A command that is started often gives a [CommandSpec]: reading annotations costs 30 ms at each start.
    private static List<Subcommand> subcommands() {
        return List.of(
                new Subcommand("lab", LabCommand::new),
                new Subcommand("why", WhyCommand::command),
                new Subcommand("watch", WatchCommand::command),
                new Subcommand("explain", ExplainCommand::command),
                new Subcommand("help", HelpCommand::new));
    }

    /// The command line that can parse these arguments.
    static CommandLine forArguments(String[] args, Terminal terminal) {
        CommandLine finwait = new CommandLine(new FinwaitCommand().spec);
        for (Subcommand command : named(args)) {
            finwait.addSubcommand(command.name(), command.maker().get());
        }
        addHelpOption(finwait);
        finwait.getSubcommands().values().forEach(FinwaitCommand::addHelpOption);
        return configured(finwait, terminal);
    }

    /// The one command that was named, or all of them when the help shows them or the name is unknown.
    private static List<Subcommand> named(String[] args) {
        List<Subcommand> all = subcommands();
        if (args.length == 0 || args[0].equals("help")) {
            return all;
        }
        List<Subcommand> named =
                all.stream().filter(command -> command.name().equals(args[0])).toList();
        return named.isEmpty() ? all : named;
    }

    private static void addHelpOption(CommandLine command) {
        if (!command.getCommandSpec().optionsMap().containsKey("--help")) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Shows this help.")
                            .build());
        }
    }

    /// Settings reach the subcommands that are there, so they come last.
    private static CommandLine configured(CommandLine finwait, Terminal terminal) {
        return finwait.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.min(WIDEST_HELP, terminal.columns()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    }

    /// Without a command there is nothing to do but to say what could be done.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.BAD_USAGE;
    }
}
