package dev.finwait.bench.early;

/// What a client got.
///
/// @param kind how much of the answer was read, and how the reading ended
/// @param writeFailedFirst whether a write failed before the answer was read in full: a naive client, which
///     gives up at the first failed write, then never sees the answer
record Ending(Kind kind, boolean writeFailedFirst) {
    enum Kind {
        /// All of the answer, then end-of-stream.
        FULL,

        /// All of the answer, then a reset, or no end-of-stream before the client gave up.
        FULL_NOT_CLOSED,

        /// A part of the answer, then end-of-stream or a reset.
        PARTIAL,

        /// Nothing of it, then end-of-stream or a reset.
        NOTHING,

        /// Neither side moved a byte for [RawClient#STALL].
        MUTUAL_WAIT,

        /// Something else: no connection, another answer.
        OTHER
    }

    boolean full() {
        return kind == Kind.FULL || kind == Kind.FULL_NOT_CLOSED;
    }

    boolean fullForNaive() {
        return full() && !writeFailedFirst;
    }
}
