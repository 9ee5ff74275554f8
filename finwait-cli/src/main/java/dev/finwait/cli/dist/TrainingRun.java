package dev.finwait.cli.dist;

import dev.finwait.cli.main.Main;
import java.io.PrintWriter;
import java.io.Writer;

/// Runs commands without showing anything, so that the JDK's ahead-of-time cache learns what they need.
///
/// A command that fails is as good a lesson as one that works.
public final class TrainingRun {
    private TrainingRun() {}

    /// Runs each argument as one command line, split at spaces, and ends this JVM as `finwait` does.
    ///
    /// @param commands the command lines
    public static void main(String[] commands) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        for (String command : commands) {
            Main.run(command.split(" "), nowhere, nowhere);
        }
        System.exit(0);
    }
}
