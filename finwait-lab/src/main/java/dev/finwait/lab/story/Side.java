package dev.finwait.lab.story;

/// One end of the connection under observation.
public enum Side {
    /// The end whose way of closing is under test.
    CLOSER,
    /// The other end, which finds out.
    PEER;

    /// The end opposite to this one.
    ///
    /// @return the other side
    public Side other() {
        return this == CLOSER ? PEER : CLOSER;
    }
}
