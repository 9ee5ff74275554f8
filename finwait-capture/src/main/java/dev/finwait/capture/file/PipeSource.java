package dev.finwait.capture.file;

import java.io.IOException;
import java.io.InputStream;

/// A stream that somebody may still be writing: standard input, a named pipe.
final class PipeSource implements ByteSource {
    private final InputStream stream;
    private long read;

    PipeSource(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = stream.read(target, from, length);
        read += Math.max(count, 0);
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
