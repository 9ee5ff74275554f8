package dev.finwait.cli.main;

import dev.finwait.cli.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;

/// The `finwait` command.
///
/// Exit status: 0 done, 1 findings, 2 bad usage or unreadable input, 3 cannot run here, 70 a defect of Finwait
/// (`FINWAIT_DEBUG=1` then shows the stack trace).
/// When the reader of the output goes away, as in `finwait lab | head -1`, the command ends at once with 0: the reader
/// has what it wanted.
public final class Main {
    private Main() {}

    /// Runs one command and ends this JVM with its exit code.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        PrintWriter out = StandardStreams.out();
        PrintWriter err = StandardStreams.err();
        System.exit(run(args, out, err));
    }

    /// Runs one command in this JVM.
    ///
    /// @param args the command line
    /// @param out where results go; flushed at the end
    /// @param err where messages go; flushed at the end
    /// @return the exit code
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        Failures failures = new Failures(err, System.getenv("FINWAIT_DEBUG") != null);
        try {
            int exitCode = execute(args, out, err);
            out.flush();
            return exitCode;
        } catch (ParameterException e) {
            return failures.badUsage(e);
        } catch (ExecutionException e) {
            return failures.failed(e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) { // the last handler: nothing above it but the JVM
            return failures.failed(e);
        } finally {
            err.flush();
        }
    }

    private static int execute(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine finwait =
                FinwaitCommand.forArguments(args, Terminal.detect()).setOut(out).setErr(err);
        return new CommandLine.RunLast().execute(finwait.parseArgs(args));
    }
}
