package dev.finwait.capture.file;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses gzip, RFC 1952, with any number of members, also from a stream that is still being written. The JDK's
/// own stream takes a pause of the writer for the end.
///
/// Checksums are not looked at: a capture shows damage by itself.
final class GzipSource implements ByteSource {
    private static final int MAGIC = 0x1f8b;
    private static final int FIXED_HEADER = 10;
    private static final int FLAGS = 3;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int TRAILER = 8;

    private final Window compressed;
    private final Inflater inflater = new Inflater(true);
    private boolean inMember;
    private boolean sound = true;

    GzipSource(Window compressed) {
        this.compressed = compressed;
    }

    /// Whether a file starts as gzip does.
    static boolean startsWith(Window window) throws IOException {
        return window.has(2) && Octets.u16(window.bytes, window.position) == MAGIC;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            while (sound && (inMember || startMember())) {
                int count = inflater.inflate(target, from, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsInput()) {
                    feed();
                } else {
                    throw new DataFormatException("wants a dictionary");
                }
            }
        } catch (DataFormatException e) {
            sound = false;
        }
        return -1;
    }

    private boolean startMember() throws IOException {
        // What follows the last member and is none is padding.
        if (!startsWith(compressed) || !compressed.has(FIXED_HEADER)) {
            return false;
        }
        int flags = compressed.bytes[compressed.position + FLAGS];
        compressed.position += FIXED_HEADER;
        if ((flags & EXTRA) != 0 && compressed.has(2)) {
            int length = Octets.u16Little(compressed.bytes, compressed.position);
            compressed.skip(2L + length);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            compressed.skip(2);
        }
        inflater.reset();
        inMember = true;
        return true;
    }

    private void skipText() throws IOException {
        while (compressed.has(1)) {
            if (compressed.bytes[compressed.position++] == 0) {
                return;
            }
        }
    }

    private void feed() throws IOException {
        if (!compressed.has(1)) {
            sound = false;
            return;
        }
        inflater.setInput(compressed.bytes, compressed.position, compressed.buffered());
        compressed.position += compressed.buffered();
    }

    private void endMember() throws IOException {
        compressed.position -= inflater.getRemaining();
        sound = compressed.skip(TRAILER);
        inMember = false;
    }

    @Override
    public boolean waits() throws IOException {
        return compressed.buffered() == 0 && (!inMember || inflater.needsInput()) && compressed.waits();
    }

    @Override
    public boolean isSound() {
        return sound;
    }

    @Override
    public long bytesRead() {
        return compressed.bytesRead();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        compressed.close();
    }
}
