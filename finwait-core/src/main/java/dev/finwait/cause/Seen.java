package dev.finwait.cause;

/// What an application notices, where several causes look alike to it. Measured on Linux with JDK 17 and 25.
final class Seen {
    /// On the side whose own close sends the reset.
    static final String CLOSE_SAYS_NOTHING = "Nothing: close returns 0, and in Java it throws nothing.";

    /// A kernel answered in place of an application that is gone.
    static final String NOBODY_THERE = "Nothing: its kernel answers alone, no application takes part.";

    /// A reset arrived and no FIN before it.
    static final String RESET = """
            Reads give the bytes that had already arrived, then fail with ECONNRESET (Java: "Connection reset").
            A write that comes first fails with ECONNRESET instead ("Connection reset by peer") and takes the error
            with it: reads then say end-of-stream. Later writes fail with EPIPE ("Broken pipe").""";

    /// A FIN arrived first, and then a reset.
    static final String RESET_AFTER_FIN = """
            Reads give every byte and then 0 (Java: -1), as after a clean close; only a write tells, by EPIPE
            ("Broken pipe"). ECONNRESET is not seen.""";

    /// The side that wrote to an end that had closed.
    static final String LATE_WRITE = """
            The late write itself succeeds and draws the reset. The FIN came first, so reads say 0 (Java: -1) and the
            next write fails with EPIPE ("Broken pipe"); ECONNRESET ("Connection reset") is seen only when the reset
            overtakes the end, as when both cross.""";

    /// The side that wrote to an end that knows nothing of the connection.
    static final String NO_SUCH_CONNECTION = """
            The write itself succeeds and draws the reset; the next read or write fails with ECONNRESET
            (Java: read "Connection reset", write "Connection reset by peer"). Without a write or a keep-alive probe
            it never learns.""";

    private Seen() {}
}
