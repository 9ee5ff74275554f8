package dev.finwait.close;

/// Memory for bytes that nobody will look at. It is small until data comes, because most peers send
/// nothing more.
///
/// It is not shared between closes: cores that drain at the same time would fight for its cache lines,
/// and what one connection received could be seen by the streams of another.
final class Scratch {
    private static final int FIRST = 512;
    private static final int FULL = 16 << 10;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;

    byte[] bytes() {
        if (bytes.length == 0) {
            bytes = new byte[FIRST];
        }
        return bytes;
    }

    /// Takes note of the size of a read.
    int used(int count) {
        if (count > 0 && bytes.length == FIRST) {
            bytes = new byte[FULL];
        }
        return count;
    }
}
