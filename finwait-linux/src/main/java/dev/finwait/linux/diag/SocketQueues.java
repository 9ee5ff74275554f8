package dev.finwait.linux.diag;

import dev.finwait.linux.tcp.TcpState;
import java.time.Duration;
import java.util.Optional;

/// What there is to know about one TCP socket before it is closed: how far it has come, what lies in its queues,
/// how far away its peer is. Immutable.
///
/// @param state the state
/// @param receiveQueue sequence numbers received in order and not read, see [SocketStatus]
/// @param sendQueue sequence numbers handed to send and not acknowledged, see [SocketStatus]
/// @param rtt the smoothed round-trip time; empty before the first sample, and where the kernel keeps only a small
///     record
public record SocketQueues(TcpState state, long receiveQueue, long sendQueue, Optional<Duration> rtt) {
    /// Gives the bytes that the kernel holds for the application to read, without the peer's FIN; a
    /// close with any of them resets the connection. Equal to FIONREAD.
    ///
    /// @return the count; 0 in LISTEN
    public long unreadBytes() {
        return unread(state, receiveQueue);
    }

    /// Gives the bytes of data that the peer's TCP has not acknowledged, whether sent or still queued, without
    /// SYN and FIN.
    ///
    /// @return the count; 0 in LISTEN
    public long unacknowledgedBytes() {
        return unacknowledged(state, sendQueue);
    }

    static long unread(TcpState state, long receiveQueue) {
        return state == TcpState.LISTEN ? 0 : without(receiveQueue, state.finReceived());
    }

    static long unacknowledged(TcpState state, long sendQueue) {
        boolean flagQueued = state.finUnacknowledged() || state == TcpState.SYN_SENT;
        return state == TcpState.LISTEN ? 0 : without(sendQueue, flagQueued);
    }

    /// Takes the one sequence number of a control flag off a queue in which it is the last to go.
    private static long without(long queue, boolean flagQueued) {
        return flagQueued && queue > 0 ? queue - 1 : queue;
    }
}
