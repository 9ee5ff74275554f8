package dev.finwait.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A regular file.
final class FileSource implements ByteSource {
    private final FileChannel channel;
    private long read;

    FileSource(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = channel.read(ByteBuffer.wrap(target, from, length));
        read += Math.max(count, 0);
        return count;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public long bytesRead() {
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
