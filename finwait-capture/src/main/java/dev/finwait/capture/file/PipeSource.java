package dev.finwait.capture.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A stream that somebody may still be writing: standard input, a named pipe.
final class PipeSource implements ByteSource {
    private static final int CHUNK = 1 << 16;

    private final InputStream stream;
    private final byte[] chunk;
    private long read;

    PipeSource(InputStream stream) {
        this.stream = stream;
        chunk = stream instanceof FileInputStream ? new byte[0] : new byte[CHUNK];
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = stream instanceof FileInputStream file ? file.getChannel().read(target) : copy(target);
        read += Math.max(count, 0);
        return count;
    }

    private int copy(ByteBuffer target) throws IOException {
        int count = stream.read(chunk, 0, Math.min(chunk.length, target.remaining()));
        if (count > 0) {
            target.put(chunk, 0, count);
        }
        return count;
    }

    @Override
    public boolean waits() throws IOException {
        return stream.available() == 0;
    }

    @Override
    public long bytesRead() {
        return read;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
