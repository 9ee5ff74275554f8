package dev.finwait.close;

/// How a graceful close ended. In every case the connection is closed afterwards.
///
/// Immutable, and safe for use by several threads. Later versions may add constants, so a `switch` over them
/// needs a default branch.
public enum CloseOutcome {
    /// The peer's end-of-stream arrived after everything that it had sent was read: both directions ended in
    /// order.
    ///
    /// It says that the peer is done sending, not that its application read anything (RFC 9293 3.6). A reset
    /// whose error an earlier failed write of this side consumed is reported by the kernel as end-of-stream
    /// and so looks the same.
    PEER_CLOSED("the peer closed its side too, nothing was thrown away"),

    /// Nothing could be lost by closing at once, so nothing was waited for: the peer's FIN had arrived, nothing of
    /// it was unread, and its TCP had acknowledged everything. Told by socket diagnostics only; elsewhere the same
    /// end is [#PEER_CLOSED].
    NOTHING_AT_RISK("the peer had closed and acknowledged everything before, nothing was at risk"),

    /// The peer's FIN came without the close_notify that ends a TLS stream: what it sent last may be cut off
    /// (RFC 8446 6.1). What this side sent is not touched by that.
    TRUNCATED("the peer closed without the close_notify of TLS, what it sent may be cut off"),

    /// [CloseBudget#total()] was over before the peer's end-of-stream came.
    TOTAL_LIMIT("the peer did not close within the total time allowed"),

    /// The peer was silent for the idle time of the [CloseBudget].
    IDLE_LIMIT("the peer stayed silent for the idle time allowed and did not close"),

    /// [CloseBudget#total()] was over and the peer was slower than [CloseBudget#minimumRate()].
    RATE_LIMIT("the peer sent more slowly than the minimum rate when the total time was over"),

    /// The peer sent more than [CloseBudget#drainedBytes()].
    BYTES_LIMIT("the peer sent more bytes than may be drained"),

    /// The peer, or something in its name, reset the connection before or during the close.
    PEER_RESET("the peer reset the connection"),

    /// The calling thread was interrupted. What had arrived by then was drained without waiting; the thread's
    /// interrupt status is set.
    INTERRUPTED("the closing thread was interrupted and did not wait for the peer"),

    /// It had to make room: its pool of lingering connections was full or closing.
    EVICTED("it was closed early to make room for other lingering connections"),

    /// It was closed when the call began. Nothing was done.
    ALREADY_CLOSED("the connection was closed before"),

    /// Another thread closed it during the call.
    CLOSED_CONCURRENTLY("another thread closed the connection meanwhile"),

    /// The input of this side is shut, so nothing could be drained, although the peer may still send.
    INPUT_SHUT("the input of this side was shut, so nothing could be drained"),

    /// It never was connected. It was closed, and there was no peer to wait for.
    NOT_CONNECTED("it was not connected"),

    /// Something else failed on this side or on the way, for example the peer's host vanished or descriptors
    /// ran out. [CloseReport#error()] tells.
    FAILED("an operation on the connection failed");

    private final String explanation;

    CloseOutcome(String explanation) {
        this.explanation = explanation;
    }

    /// Explains the outcome in a clause without capital and full stop.
    ///
    /// @return for example "the peer reset the connection"
    public String explanation() {
        return explanation;
    }

    /// Tells whether the connection ended in order, in both directions, as far as this side can know.
    ///
    /// @return true for [#PEER_CLOSED] and [#NOTHING_AT_RISK]
    public boolean isOrderly() {
        return this == PEER_CLOSED || this == NOTHING_AT_RISK;
    }

    /// Tells whether a limit of the [CloseBudget] ended the wait.
    ///
    /// @return true for [#TOTAL_LIMIT], [#IDLE_LIMIT], [#RATE_LIMIT] and [#BYTES_LIMIT]
    public boolean isLimit() {
        return this == TOTAL_LIMIT || this == IDLE_LIMIT || this == RATE_LIMIT || this == BYTES_LIMIT;
    }
}
