package dev.finwait.cli.explain;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// One run of `finwait explain` in this JVM, and all that is seen of it from outside.
record Run(int exitCode, String out, String err) {
    /// Runs the command at a terminal of 80 columns, with nobody at the keyboard and without colour.
    static Run of(String... args) {
        return new With(80, Ansi.OFF, "", false).run(args);
    }

    /// Runs the command with a text on standard input.
    static Run withInput(String input, String... args) {
        return new With(80, Ansi.OFF, input, false).run(args);
    }

    /// What a run finds around it.
    record With(int columns, Ansi ansi, String input, boolean isTerminal) {
        Run run(String... args) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            StandardInput standardInput =
                    new StandardInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), isTerminal);
            int exitCode = new CommandLine(ExplainCommand.command(columns, () -> standardInput))
                    .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .setParameterExceptionHandler((failure, arguments) -> {
                        failure.getCommandLine().getErr().println(failure.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    })
                    .execute(args);
            return new Run(exitCode, out.toString(), err.toString());
        }
    }
}
