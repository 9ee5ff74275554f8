package dev.finwait.examples;

import java.io.PrintWriter;

/// Where an example says what it does: one line each, on standard output.
///
/// Thread-safe.
public final class Log {
    private final PrintWriter out;

    /// Makes a log.
    ///
    /// @param out takes the lines; it flushes by itself
    public Log(PrintWriter out) {
        this.out = out;
    }

    /// Writes one line.
    ///
    /// @param text the line
    public void line(String text) {
        out.println(text);
    }
}
