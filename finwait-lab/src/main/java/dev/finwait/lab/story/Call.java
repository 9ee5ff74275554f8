package dev.finwait.lab.story;

/// A call that one side made.
///
/// @param side who called
/// @param kind what the call is for
/// @param answer the call and what it gave
/// @param atNanos when it was made
/// @param endNanos when it returned
public record Call(Side side, Kind kind, Answer answer, long atNanos, long endNanos) implements Moment {
    /// How long the call took.
    ///
    /// @return nanoseconds
    public long tookNanos() {
        return endNanos - atNanos;
    }

    /// What a call is for.
    public enum Kind {
        /// It takes data from the connection.
        READ,
        /// It hands data to the connection.
        WRITE,
        /// It ends the connection, or decides how it will end.
        END,
        /// Anything else.
        OTHER
    }
}
