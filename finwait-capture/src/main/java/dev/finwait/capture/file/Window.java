package dev.finwait.capture.file;

import java.io.Closeable;
import java.io.IOException;

/// A view of a source's bytes that moves on: some hundred kilobytes, of which the next ones start at [#position].
///
/// It is small, so that what was just read is still in the processor's cache when headers are looked at. Not
/// thread-safe.
final class Window implements Closeable {
    /// The most bytes that can be asked for at once: a packet of the greatest length with its headers.
    static final int LONGEST = Packet.LONGEST + 4096;

    private static final int CHUNK = 1 << 16;

    /// The bytes.
    final byte[] bytes = new byte[LONGEST + CHUNK];

    /// Where the next byte is.
    int position;

    private final ByteSource source;
    private int limit;
    private boolean ended;

    Window(ByteSource source) {
        this.source = source;
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
        limit -= position;
        System.arraycopy(bytes, position, bytes, 0, limit);
        position = 0;
        while (limit < count && !ended) {
            int read = source.read(bytes, limit, Math.min(CHUNK, bytes.length - limit));
            ended = read < 0;
            limit += Math.max(read, 0);
        }
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
    int take(byte[] target, int offset, int length) {
        int count = Math.min(buffered(), length);
        System.arraycopy(bytes, position, target, offset, count);
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
        source.close();
    }
}
