package dev.finwait.close;

/// Where a [CloseReport] has its knowledge about the two kernels from. The better the source, the more of the
/// report is filled in.
///
/// Immutable, and safe for use by several threads.
public enum FactSource {
    /// The kernel's socket diagnostics, asked through a [dev.finwait.close.spi.ConnectionProbe]: unread and
    /// unacknowledged bytes, the state of both FINs, the round-trip time.
    DIAGNOSTICS,

    /// `InputStream.available()` of the JDK: the number of unread bytes and nothing else.
    AVAILABLE,

    /// Nobody could be asked.
    NONE
}
