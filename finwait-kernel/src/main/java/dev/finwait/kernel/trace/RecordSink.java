package dev.finwait.kernel.trace;

import java.nio.ByteBuffer;

/// Takes the records of a ring buffer.
public interface RecordSink {
    /// Takes one record.
    ///
    /// @param nanos when it was made, on the clock of the trace
    /// @param page the page that it lies in, in the byte order of the machine; valid during the
    ///     call
    /// @param offset where it begins
    /// @param length its length in bytes
    void record(long nanos, ByteBuffer page, int offset, int length);

    /// Hears that records were overwritten before they were read.
    ///
    /// @param count how many; 1 when the kernel does not count them
    void lost(long count);
}
