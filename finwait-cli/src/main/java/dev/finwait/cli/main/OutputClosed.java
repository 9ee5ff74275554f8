package dev.finwait.cli.main;

/// The reader of standard output is gone; a command has nobody left to work for.
///
/// Unchecked, because a [java.io.PrintWriter] would swallow an [java.io.IOException].
final class OutputClosed extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutputClosed(Throwable cause) {
        super("standard output was closed by its reader", cause);
    }
}
