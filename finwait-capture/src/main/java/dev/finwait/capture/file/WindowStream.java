package dev.finwait.capture.file;

import java.io.IOException;
import java.io.InputStream;

/// A window's bytes as the stream that a decompressor wants.
final class WindowStream extends InputStream {
    private final Window window;
    private boolean ended;

    WindowStream(Window window) {
        this.window = window;
    }

    /// Whether all was read.
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!window.has(1)) {
            ended = true;
            return -1;
        }
        return window.take(target, offset, length);
    }
}
