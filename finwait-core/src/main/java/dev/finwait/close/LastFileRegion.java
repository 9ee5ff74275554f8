package dev.finwait.close;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;

final class LastFileRegion extends LastBytes {
    /// So that input is discarded now and then also when the peer reads as fast as the file is sent.
    private static final long PIECE = 1 << 20;

    private final FileChannel file;
    private long position;
    private long left;

    LastFileRegion(FileChannel file, long position, long count) {
        this.file = Objects.requireNonNull(file, "file");
        if (position < 0 || count < 0) {
            throw new IllegalArgumentException("negative: position " + position + ", count " + count);
        }
        this.position = position;
        left = count;
    }

    @Override
    long writeTo(SocketChannel channel) throws IOException {
        if (left == 0) {
            return END;
        }
        requireOpen();
        long count = file.transferTo(position, Math.min(left, PIECE), channel);
        if (count == 0 && position >= file.size()) {
            throw tooShort();
        }
        return passed(count);
    }

    @Override
    int read(byte[] into) throws SourceFailure {
        if (left == 0) {
            return END;
        }
        try {
            int count = file.read(ByteBuffer.wrap(into, 0, (int) Math.min(left, into.length)), position);
            if (count < 0) {
                throw tooShort();
            }
            return (int) passed(count);
        } catch (SourceFailure e) {
            throw e;
        } catch (IOException e) {
            throw new SourceFailure(e);
        }
    }

    private long passed(long count) {
        position += count;
        left -= count;
        return count;
    }

    private void requireOpen() throws SourceFailure {
        if (!file.isOpen()) {
            throw new SourceFailure("the file was closed before it was sent, so the connection is reset");
        }
    }

    private SourceFailure tooShort() {
        return new SourceFailure("the file ended " + left + " bytes before its region did, so the connection is reset");
    }
}
