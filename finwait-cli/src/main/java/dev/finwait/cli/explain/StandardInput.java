package dev.finwait.cli.explain;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where a stack trace may come from.
///
/// @param stream its bytes
/// @param isTerminal whether a person sits in front of it, who would wait for us while we wait for him
record StandardInput(InputStream stream, boolean isTerminal) {
    /// More than any stack trace; a log is read up to here.
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /// The input of this process. Asking for the terminal is slow, so it is done only where it matters.
    static StandardInput ofProcess() {
        return new StandardInput(System.in, isTerminalAttached());
    }

    String text() throws IOException {
        return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }

    /// The JDK tells only whether input and output both are terminals; a link tells of the input alone.
    @SuppressWarnings("SystemConsoleNull") // It is null still where a user chose the console of java.base.
    private static boolean isTerminalAttached() {
        try {
            String file = Path.of("/dev/stdin").toRealPath().toString();
            if (file.startsWith("/dev/pts/") || file.startsWith("/dev/tty")) {
                return true;
            }
        } catch (IOException ignore) {
            // No such link on this system, or a pipe.
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
