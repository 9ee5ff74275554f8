package dev.finwait.capture.flow;

/// What [Flows] counts. Plain fields: read by the thread that feeds it.
public final class FlowCounts {
    /// Connections.
    public long connections;

    /// Reset connections that were told.
    public long resets;

    /// Segments left out, because they were captured twice.
    public long duplicates;

    /// Segments left out, because their address pair was not asked for.
    public long otherPairs;

    /// Segments whose time ran backwards.
    public long backwards;

    /// Open connections that were given up, because there were too many.
    public long evicted;

    /// Counts nothing yet.
    public FlowCounts() {}
}
