package dev.finwait.capture.file;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Decompresses Zstandard, RFC 8878, with windows of up to 8 MiB. Of a frame that is broken off, and of one that is
/// still
/// being written, the last bytes that the window covers are not given out.
final class ZstdSource implements ByteSource {
    private static final int MAGIC = 0x28b52ffd;
    private static final int CHUNK = 1 << 16;

    private final Window compressed;
    private final WindowStream input;
    private final ZstdInputStream stream;
    private final byte[] chunk = new byte[CHUNK];
    private boolean sound = true;

    ZstdSource(Window compressed) {
        this.compressed = compressed;
        input = new WindowStream(compressed);
        stream = new ZstdInputStream(input);
    }

    /// Whether a file starts as Zstandard does.
    static boolean startsWith(Window window) throws IOException {
        return window.has(Integer.BYTES) && window.bytes.getInt(window.position) == MAGIC;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = sound ? decompress(Math.min(chunk.length, target.remaining())) : -1;
        if (count > 0) {
            target.put(chunk, 0, count);
        }
        return count;
    }

    private int decompress(int most) throws IOException {
        try {
            return stream.read(chunk, 0, most);
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
