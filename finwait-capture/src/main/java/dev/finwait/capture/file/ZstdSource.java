package dev.finwait.capture.file;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;

/// Decompresses Zstandard, RFC 8878, with windows of up to 8 MiB. Of a frame that is broken off, and of one that is
/// still
/// being written, the last bytes that the window covers are not given out.
final class ZstdSource implements ByteSource {
    private static final int MAGIC = 0x28b52ffd;

    private final Window compressed;
    private final WindowStream input;
    private final ZstdInputStream stream;
    private boolean sound = true;

    ZstdSource(Window compressed) {
        this.compressed = compressed;
        input = new WindowStream(compressed);
        stream = new ZstdInputStream(input);
    }

    /// Whether a file starts as Zstandard does.
    static boolean startsWith(Window window) throws IOException {
        return window.has(Integer.BYTES) && Octets.int32(window.bytes, window.position) == MAGIC;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        return sound ? decompress(target, from, length) : -1;
    }

    private int decompress(byte[] target, int from, int length) throws IOException {
        try {
            return stream.read(target, from, length);
        } catch (RuntimeException e) {
            // Not only MalformedInputException: some damage runs into the end of an array.
            sound = false;
        } catch (IOException e) {
            // Says so when the end comes too early, as well as when the file cannot be read.
            if (!input.ended()) {
                throw e;
            }
            sound = false;
        }
        return -1;
    }

    @Override
    public boolean waits() throws IOException {
        return compressed.buffered() == 0 && stream.available() == 0 && compressed.waits();
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
        compressed.close();
    }
}
