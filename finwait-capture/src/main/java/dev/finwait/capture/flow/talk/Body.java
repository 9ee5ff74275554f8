package dev.finwait.capture.flow.talk;

/// The body of one side's last HTTP message: where it begins in the stream, and how long it is said to
/// be.
///
/// @param start the relative sequence number of its first byte; -1 when unknown
/// @param length its length; -1 when unknown
record Body(long start, long length) {
    static final Body UNKNOWN = new Body(-1, -1);

    /// How many of its bytes were sent.
    ///
    /// @param next the sender's next sequence number, a FIN not counted
    /// @return the bytes, at most its length; -1 when unknown
    long sent(long next) {
        if (start < 0) {
            return -1;
        }
        long sent = Math.max(0, next - start);
        return length < 0 ? sent : Math.min(length, sent);
    }

    boolean contains(long sequence) {
        return start >= 0 && length >= 0 && sequence >= start && sequence < start + length;
    }
}
