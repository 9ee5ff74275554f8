package dev.finwait.close;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/// The last bytes of a connection, handed over to be sent while input is discarded:
/// [GracefulClose#sendAndClose(java.net.Socket, LastBytes)].
///
/// ```java
/// LastBytes answer = LastBytes.of(head, body);
/// LastBytes page = LastBytes.region(file, 0, file.size());
/// ```
///
/// Good for one use. Not thread-safe; the memory, stream or file behind it must be left alone until the call
/// that sends it has returned.
public abstract sealed class LastBytes permits LastBuffers, LastStream, LastFileRegion {
    /// What [#writeTo] and [#read] return when everything was taken.
    static final int END = -1;

    LastBytes() {}

    /// The bytes between position and limit of some buffers. The buffers themselves are not changed.
    ///
    /// @param buffers heap or direct buffers, sent in this order
    /// @return the bytes to send
    /// @throws NullPointerException if one is null
    public static LastBytes of(ByteBuffer... buffers) {
        return new LastBuffers(buffers);
    }

    /// Everything that a stream gives until its end. The stream is not closed.
    ///
    /// While the stream makes its reader wait, the limits of the budget do not end that wait on a channel, and
    /// input is not discarded there; so it should be quick, as one over memory or a file is.
    ///
    /// @param stream the source
    /// @return the bytes to send
    /// @throws NullPointerException if it is null
    public static LastBytes from(InputStream stream) {
        return new LastStream(stream);
    }

    /// A region of a file, sent to a channel without copying it through the heap where the system can do so.
    /// The file is not closed and its position is not changed.
    ///
    /// @param file the file, open for reading
    /// @param position where the region begins
    /// @param count its length; a file that ends before makes the sending fail
    /// @return the bytes to send
    /// @throws NullPointerException if the file is null
    /// @throws IllegalArgumentException if a number is negative
    public static LastBytes region(FileChannel file, long position, long count) {
        return new LastFileRegion(file, position, count);
    }

    /// Writes what a channel in non-blocking mode takes now.
    ///
    /// @return how many bytes, 0 when it takes none, [#END] when there are no more
    /// @throws SourceFailure if the bytes could not be had
    abstract long writeTo(SocketChannel channel) throws IOException;

    /// Copies the next bytes, at least one.
    ///
    /// @return how many, [#END] when there are no more
    /// @throws SourceFailure if the bytes could not be had
    abstract int read(byte[] into) throws SourceFailure;
}
