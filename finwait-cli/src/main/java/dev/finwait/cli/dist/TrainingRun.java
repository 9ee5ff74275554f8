package dev.finwait.cli.dist;

import dev.finwait.cli.main.Main;
import java.io.PrintWriter;
import java.io.Writer;

/// Runs commands, so that the JDK's ahead-of-time cache learns what they need: classes from one run, and from many
/// which methods are worth compiling as soon as there is a JVM.
///
/// A command that fails is as good a lesson as one that works.
public final class TrainingRun {
    private TrainingRun() {}

    /// Runs each argument as one command line, split at spaces. The last one is run as by the user, with its output on
    /// the standard streams and the end of this JVM.
    ///
    /// @param commands the command lines, each with how often it is run in front; the last one without
    public static void main(String[] commands) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        int last = commands.length - 1;
        for (int i = 0; i < last; i++) {
            int space = commands[i].indexOf(' ');
            for (int left = Integer.parseInt(commands[i], 0, space, 10); left > 0; left--) {
                Main.run(commands[i].substring(space + 1).split(" "), nowhere, nowhere);
            }
        }
        Main.main(commands[last].split(" "));
    }
}
