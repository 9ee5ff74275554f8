package dev.finwait.examples;

import dev.finwait.examples.early.EarlyResponseCommand;
import dev.finwait.examples.relay.RelayCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Starts an example by its name. Exit status: 0 done, 1 failed, 2 bad usage; stopped by SIGTERM, 143.
@Command(
        name = "finwait-examples",
        mixinStandardHelpOptions = true,
        subcommands = {EarlyResponseCommand.class, RelayCommand.class},
        description = "Small programs that show how to close TCP connections with Finwait.")
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Main() {}

    /// Runs an example and ends this process with its status.
    ///
    /// @param args the name of an example and its options
    public static void main(String[] args) {
        System.exit(run(printer(System.out), printer(System.err), args));
    }

    private static PrintWriter printer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, ignored) -> complain(e))
                .setExecutionExceptionHandler((e, command, ignored) -> fail(e, command))
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no example named; see --help");
    }

    private static int complain(ParameterException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("bad arguments");
        e.getCommandLine().getErr().println(e.getCommandLine().getCommandName() + ": " + message);
        return CommandLine.ExitCode.USAGE;
    }

    private static int fail(Exception e, CommandLine command) throws Exception {
        if (e instanceof IOException) {
            command.getErr().println(command.getCommandName() + ": " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }
}
