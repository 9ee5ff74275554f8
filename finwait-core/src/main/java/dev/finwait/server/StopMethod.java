package dev.finwait.server;

import dev.finwait.server.spi.StoppedAdmission;

/// How new connections were kept away while a listener was emptied.
///
/// Immutable, and safe for use by several threads. Later versions may add constants.
public enum StopMethod {
    /// The kernel dropped new SYNs by a packet filter on the listening socket: none could be caught in the
    /// accept queue.
    SYN_FILTER("the kernel dropped new SYNs by a filter, so none was caught in the accept queue"),

    /// The kernel dropped new SYNs by a minimum TTL of 255 on the listening socket, which needs no
    /// privilege. A peer whose SYNs arrive with that TTL still got in, and so did a handshake by SYN cookie
    /// not: both are rare.
    MINIMUM_TTL("the kernel dropped new SYNs by a minimum TTL, so none was caught in the accept queue"),

    /// The listener was accepted from until no connection had come for the quiet time. A connection that
    /// came between the last look and the close was reset, and so was a handshake then under way.
    UNTIL_QUIET("it was accepted from until quiet, so a connection at the last moment may have been reset");

    private final String explanation;

    StopMethod(String explanation) {
        this.explanation = explanation;
    }

    /// Explains the method in a clause without capital and full stop.
    ///
    /// @return the clause
    public String explanation() {
        return explanation;
    }

    /// Tells whether the accept queue was closed to newcomers before it was emptied.
    ///
    /// @return true for all but [#UNTIL_QUIET]
    public boolean isSealed() {
        return this != UNTIL_QUIET;
    }

    static StopMethod of(StoppedAdmission.Means means) {
        return means == StoppedAdmission.Means.SYN_FILTER ? SYN_FILTER : MINIMUM_TTL;
    }
}
