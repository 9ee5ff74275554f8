package dev.finwait.close;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

final class LastBuffers extends LastBytes {
    /// The JDK copies a heap buffer as a whole for every write, whatever the socket takes of it.
    private static final int PIECE = 128 << 10;

    private final ByteBuffer[] buffers;
    private int current;

    LastBuffers(ByteBuffer... buffers) {
        this.buffers = new ByteBuffer[buffers.length];
        for (int i = 0; i < buffers.length; i++) {
            this.buffers[i] = buffers[i].duplicate();
        }
    }

    @Override
    long writeTo(SocketChannel channel) throws IOException {
        if (isOver()) {
            return END;
        }
        if (remaining() <= PIECE) {
            return channel.write(buffers, current, buffers.length - current);
        }
        return writePiece(channel, buffers[current]);
    }

    private static int writePiece(SocketChannel channel, ByteBuffer buffer) throws IOException {
        int limit = buffer.limit();
        try {
            buffer.limit(buffer.position() + Math.min(buffer.remaining(), PIECE));
            return channel.write(buffer);
        } finally {
            buffer.limit(limit);
        }
    }

    @Override
    int read(byte[] into) {
        if (isOver()) {
            return END;
        }
        int count = Math.min(into.length, buffers[current].remaining());
        buffers[current].get(into, 0, count);
        return count;
    }

    private boolean isOver() {
        while (current < buffers.length && !buffers[current].hasRemaining()) {
            current++;
        }
        return current == buffers.length;
    }

    private long remaining() {
        long sum = 0;
        for (int i = current; i < buffers.length; i++) {
            sum += buffers[i].remaining();
        }
        return sum;
    }
}
