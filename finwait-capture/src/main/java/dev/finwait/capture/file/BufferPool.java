package dev.finwait.capture.file;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Direct buffers of one size, used again by the next file: the JDK frees them only when it collects garbage. Not
/// thread-safe.
final class BufferPool {
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    /// A buffer with anything in it.
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer != null ? buffer : ByteBuffer.allocateDirect(Window.CAPACITY);
    }

    /// Takes a buffer back that nobody looks at any more.
    void give(ByteBuffer buffer) {
        free.push(buffer);
    }
}
