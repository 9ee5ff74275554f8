package dev.finwait.close.spi;

/// The state of a TCP connection (RFC 9293 3.3.2), as coarse as closing needs it.
///
/// Immutable, and safe for use by several threads.
public enum ConnectionState {
    /// Not yet established.
    OPENING,

    /// Established; neither side has sent its FIN.
    ESTABLISHED,

    /// The peer sent its FIN, this side has not: CLOSE-WAIT.
    PEER_CLOSED,

    /// This side sent its FIN, or will behind its last byte; that FIN is not acknowledged, and the peer's has not
    /// come: FIN-WAIT-1.
    CLOSING,

    /// This side's FIN is acknowledged, the peer's has not come: FIN-WAIT-2.
    HALF_CLOSED,

    /// Both FINs are sent, this side's is not acknowledged: CLOSING or LAST-ACK.
    BOTH_CLOSING,

    /// Both FINs are sent and acknowledged: TIME-WAIT.
    DONE
}
