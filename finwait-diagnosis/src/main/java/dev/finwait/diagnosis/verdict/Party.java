package dev.finwait.diagnosis.verdict;

/// Who reset a connection.
public enum Party {
    /// The end that dialled.
    CLIENT("client"),

    /// The end that was called.
    SERVER("server"),

    /// Neither end: a box on the way, or a packet filter.
    THIRD_PARTY("third-party"),

    /// It cannot be told.
    UNKNOWN("unknown");

    private final String id;

    Party(String id) {
        this.id = id;
    }

    /// The word for it in outputs.
    ///
    /// @return `client`, `server`, `third-party` or `unknown`
    public String id() {
        return id;
    }
}
