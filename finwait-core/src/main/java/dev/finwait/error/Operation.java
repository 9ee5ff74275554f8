package dev.finwait.error;

/// What a program was doing with its socket when the error came.
public enum Operation {
    /// Receiving.
    READ("read"),
    /// Sending.
    WRITE("write"),
    /// Setting up a connection.
    CONNECT("connect"),
    /// Nothing tells, or something else: accepting, binding, closing.
    UNKNOWN("unknown");

    private final String id;

    Operation(String id) {
        this.id = id;
    }

    /// The stable name.
    ///
    /// @return the name, for example `read`
    public String id() {
        return id;
    }
}
