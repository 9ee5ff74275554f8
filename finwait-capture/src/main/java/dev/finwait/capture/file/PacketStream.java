package dev.finwait.capture.file;

import java.io.Closeable;
import java.io.IOException;

/// The packets of a capture, one after the other. Not thread-safe.
public interface PacketStream extends Closeable {
    /// Goes to the next packet.
    ///
    /// @param packet is filled; it holds until the next call
    /// @return whether there was one; false at the end
    /// @throws IOException if the file cannot be read on
    boolean next(Packet packet) throws IOException;

    /// Whether the next call of [#next] would have to wait for whoever writes the stream.
    ///
    /// @return false for files, whose end is known at once
    /// @throws IOException if the stream cannot be asked
    boolean waits() throws IOException;

    /// How much was read so far.
    ///
    /// @return bytes as they lie in the files, compressed ones counted as such
    long bytesRead();
}
