package dev.finwait.close;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;

final class LastStream extends LastBytes {
    private static final int PIECE = 16 << 10;

    private final InputStream stream;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);

    LastStream(InputStream stream) {
        this.stream = Objects.requireNonNull(stream, "stream");
    }

    @Override
    long writeTo(SocketChannel channel) throws IOException {
        if (!piece.hasRemaining()) {
            int count = read(piece.array());
            if (count == END) {
                return END;
            }
            piece.position(0).limit(count);
        }
        return channel.write(piece);
    }

    @Override
    int read(byte[] into) throws SourceFailure {
        try {
            int count;
            do {
                count = stream.read(into);
            } while (count == 0);
            return count;
        } catch (IOException e) {
            throw new SourceFailure(e);
        }
    }
}
