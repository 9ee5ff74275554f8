package dev.finwait.close;

/// An answer of a [CloseReport] that may be missing.
///
/// Immutable, and safe for use by several threads.
public enum Finding {
    /// It is so.
    YES,

    /// It is not so.
    NO,

    /// What was seen does not tell.
    UNKNOWN
}
