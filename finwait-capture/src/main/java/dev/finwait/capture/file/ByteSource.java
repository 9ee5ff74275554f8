package dev.finwait.capture.file;

import java.io.Closeable;
import java.io.IOException;

/// Where bytes come from: a file, a pipe, or what decompresses another one. Not thread-safe.
interface ByteSource extends Closeable {
    /// Reads some bytes, waiting for at least one.
    ///
    /// @param target where to
    /// @param from where in it
    /// @param length at most so many, at least 1
    /// @return how many, -1 at the end
    int read(byte[] target, int from, int length) throws IOException;

    /// Whether [#read] would have to wait for a writer.
    boolean waits() throws IOException;

    /// Bytes read from the file, before they were decompressed.
    long bytesRead();

    /// Whether what was read so far is not known to be broken off or damaged.
    default boolean isSound() {
        return true;
    }
}
