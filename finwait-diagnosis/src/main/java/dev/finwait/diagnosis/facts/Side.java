package dev.finwait.diagnosis.facts;

/// One of the two ends of a connection.
public enum Side {
    /// The end that dialled.
    CLIENT,

    /// The end that was called.
    SERVER;

    /// The end that this one talks to.
    ///
    /// @return the other side
    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    /// The word for it in outputs.
    ///
    /// @return `client` or `server`
    public String id() {
        return this == CLIENT ? "client" : "server";
    }
}
