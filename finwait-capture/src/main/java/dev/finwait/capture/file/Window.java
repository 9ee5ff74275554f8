package dev.finwait.capture.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A view of a source's bytes that moves on: some hundred kilobytes, of which the next ones start at [#position].
///
/// The buffer is direct, so that the kernel copies into it, and small, so that what it holds is still in the
/// processor's cache when headers are read. Not thread-safe.
final class Window implements Closeable {
    /// The most bytes that can be asked for at once: a packet of the greatest length with its headers.
    static final int LONGEST = Packet.LONGEST + 4096;

    private static final int CHUNK = 1 << 18;

    /// How large the buffer is.
    static final int CAPACITY = LONGEST + CHUNK;

    /// The bytes, in network order.
    final ByteBuffer bytes;

    /// Where the next byte is.
    int position;

    private final ByteSource source;
    private final BufferPool pool;
    private int limit;
    private boolean ended;
    private boolean closed;

    Window(ByteSource source, BufferPool pool) {
        this.source = source;
        this.pool = pool;
        bytes = pool.take();
    }

    /// Whether so many bytes follow. Bytes may move, so positions of before no longer hold.
    ///
    /// @param count at most [#LONGEST]
    boolean has(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        if (ended) {
            return false;
        }
        bytes.limit(limit).position(position).compact();
        limit -= position;
        position = 0;
        while (limit < count && !ended) {
            bytes.limit(Math.min(limit + CHUNK, bytes.capacity())).position(limit);
            int read = source.read(bytes);
            ended = read < 0;
            limit += Math.max(read, 0);
        }
        bytes.clear();
        return limit >= count;
    }

    /// How many bytes can be had without reading.
    int buffered() {
        return limit - position;
    }

    /// Whether the next bytes have to be waited for.
    boolean waits() throws IOException {
        return !ended && source.waits();
    }

    /// Passes over bytes, also such as are not there yet.
    ///
    /// @return whether there were so many
    boolean skip(long count) throws IOException {
        long left = count;
        while (left > buffered()) {
            left -= buffered();
            position = limit;
            if (!has(1)) {
                return false;
            }
        }
        position += (int) left;
        return true;
    }

    /// Takes the bytes that are buffered, at most as many as there is room for.
    int take(ByteBuffer target) {
        int count = Math.min(buffered(), target.remaining());
        target.put(target.position(), bytes, position, count);
        target.position(target.position() + count);
        position += count;
        return count;
    }

    /// Whether nothing is known to be broken off.
    boolean isSound() {
        return source.isSound();
    }

    long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            pool.give(bytes);
        }
        source.close();
    }
}
