package dev.finwait.close;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Memory that reads fill and nobody looks at. That of a pool is shared by all its lingerers and lies outside
/// the heap, so nothing is copied there. Used by one thread.
final class DiscardBuffer {
    private static final int BYTES = 64 << 10;
    private static final int SMALL = 16 << 10;

    private final ByteBuffer buffer;

    private DiscardBuffer(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /// Makes one that lives long.
    static DiscardBuffer direct() {
        return new DiscardBuffer(ByteBuffer.allocateDirect(BYTES));
    }

    /// Makes one for once.
    static DiscardBuffer small() {
        return new DiscardBuffer(ByteBuffer.allocate(SMALL));
    }

    /// Reads and throws away what has arrived, in a bounded number of reads, so that a peer that floods does
    /// not keep the others waiting.
    ///
    /// @return how the close ends, or null when the lingerer goes on waiting
    @Nullable
    CloseOutcome drain(Lingerer lingerer, int reads) {
        try {
            return read(lingerer, reads);
        } catch (IOException e) {
            return lingerer.outcomeOf(e);
        }
    }

    private @Nullable CloseOutcome read(Lingerer lingerer, int reads) throws IOException {
        Limits limits = lingerer.limits;
        for (int i = 0; i < reads; i++) {
            buffer.clear().limit(Math.min(buffer.capacity(), limits.bytesWanted()));
            int count = lingerer.channel.read(buffer);
            if (count < 0) {
                return lingerer.endOfStream();
            }
            if (count == 0) {
                return null;
            }
            limits.drained(count);
            if (limits.bytesExceeded()) {
                return CloseOutcome.BYTES_LIMIT;
            }
        }
        return null;
    }
}
