package dev.finwait.cli.main;

import java.io.PrintWriter;
import java.io.StringWriter;

/// One run of `finwait` in this JVM, and all that is seen of it from outside.
record Run(int exitCode, String out, String err) {
    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(args, new PrintWriter(out), new PrintWriter(err));
        return new Run(exitCode, out.toString(), err.toString());
    }
}
