package dev.finwait.close.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// What the kernel said about one TCP connection at one moment. What arrives later is not in it.
///
/// Immutable, and safe for use by several threads.
///
/// @param state how far the connection has come
/// @param unreadBytes the bytes in the receive queue that the application has not read; never counts the peer's
///     FIN
/// @param unacknowledgedBytes the bytes written by the application that the peer's TCP has not acknowledged, sent
///     or not; never counts this side's FIN
/// @param rtt the smoothed round-trip time (RFC 6298); empty before the first measurement and where it is not kept
public record ConnectionSnapshot(
        ConnectionState state, long unreadBytes, long unacknowledgedBytes, Optional<Duration> rtt) {
    /// Checks the components.
    ///
    /// @throws NullPointerException if one is null
    /// @throws IllegalArgumentException if a number or the duration is negative
    public ConnectionSnapshot {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(rtt, "rtt");
        if (unreadBytes < 0
                || unacknowledgedBytes < 0
                || rtt.orElse(Duration.ZERO).isNegative()) {
            throw new IllegalArgumentException(
                    "negative: unread " + unreadBytes + ", unacknowledged " + unacknowledgedBytes + ", rtt " + rtt);
        }
    }

    /// Tells whether the peer's TCP acknowledged this side's FIN, and so every byte before it.
    ///
    /// @return true in FIN-WAIT-2 and TIME-WAIT
    public boolean finAcknowledged() {
        return state == ConnectionState.HALF_CLOSED || state == ConnectionState.DONE;
    }

    /// Tells whether the peer's FIN has arrived, so that no more data of the peer can.
    ///
    /// @return true in CLOSE-WAIT and the states that follow a FIN of both sides
    public boolean peerFinReceived() {
        return state == ConnectionState.PEER_CLOSED
                || state == ConnectionState.BOTH_CLOSING
                || state == ConnectionState.DONE;
    }
}
