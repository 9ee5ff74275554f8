package dev.finwait.cli.main;

import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ParameterException;

/// Turns whatever ended a command into one line on standard error and an exit code.
final class Failures {
    private final PrintWriter err;
    private final boolean debug;

    /// Reports to `err`; with `debug` each line is followed by the stack trace.
    Failures(PrintWriter err, boolean debug) {
        this.err = err;
        this.debug = debug;
    }

    int badUsage(ParameterException failure) {
        return report(ExitCode.BAD_USAGE, UsageMessage.of(failure), failure);
    }

    int failed(Throwable failure) {
        return switch (failure) {
            case OutputClosed _ -> ExitCode.DONE;
            case CommandFailure told -> report(told.exitCode(), String.valueOf(told.getMessage()), told);
            case UncheckedIOException wrapped when wrapped.getCause() != null -> failed(wrapped.getCause());
            case IOException unreadable -> report(ExitCode.BAD_USAGE, message(unreadable), unreadable);
            default -> report(ExitCode.DEFECT, defect(failure), failure);
        };
    }

    private static String message(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case AccessDeniedException denied ->
                "not allowed to read " + denied.getFile() + ": check its owner and mode";
            case FileSystemException other -> other.getFile() + ": " + other.getReason();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String defect(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        String place = stack.length == 0 ? "" : " at " + stack[0];
        return "a defect of finwait: " + failure + place
                + ". Please report it; FINWAIT_DEBUG=1 shows the whole stack trace.";
    }

    private int report(int exitCode, String message, Throwable failure) {
        err.println("finwait: " + oneLine(message));
        if (debug) {
            failure.printStackTrace(err);
        }
        return exitCode;
    }

    /// Keeps what came from arguments or files from adding lines or driving the terminal.
    private static String oneLine(String message) {
        return message.strip().replaceAll("\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
