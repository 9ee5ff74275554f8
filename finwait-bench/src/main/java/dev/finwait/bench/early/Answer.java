package dev.finwait.bench.early;

/// The answer that a client asks for by the last letter of its path.
enum Answer {
    /// 200 bytes.
    SMALL("/s", 200, "200 B"),

    /// 2 MiB, which is more than a receive window takes at first.
    BIG("/b", 2 << 20, "2 MiB");

    private final String path;
    private final int bytes;
    private final String text;

    Answer(String path, int bytes, String text) {
        this.path = path;
        this.bytes = bytes;
        this.text = text;
    }

    String path() {
        return path;
    }

    /// The length of the body.
    int bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return text;
    }
}
