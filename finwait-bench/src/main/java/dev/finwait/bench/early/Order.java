package dev.finwait.bench.early;

/// When a client reads the answer.
enum Order {
    /// While it uploads.
    READS_WHILE_WRITING("reads while writing"),

    /// When the whole upload is written, or cannot be.
    WRITES_FIRST("writes first");

    private final String text;

    Order(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
