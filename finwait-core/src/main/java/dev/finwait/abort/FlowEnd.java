package dev.finwait.abort;

/// How one direction of a [Relay] ended.
///
/// Immutable, and safe for use by several threads. Later versions may add constants.
public enum FlowEnd {
    /// The source ended its stream, and the target was half-closed behind the last byte.
    HALF_CLOSED,

    /// The source was reset, so the target was reset.
    SOURCE_RESET,

    /// The target was reset, so the source was reset.
    TARGET_RESET,

    /// Something else failed, a read timeout for example. Both sides were reset, since an unfinished stream
    /// must not look finished.
    FAILED,

    /// The other direction had reset both sides, or somebody closed them.
    CUT_OFF
}
