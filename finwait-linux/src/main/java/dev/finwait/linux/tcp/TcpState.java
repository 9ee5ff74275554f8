package dev.finwait.linux.tcp;

/// A state of a TCP endpoint (RFC 9293, section 3.3.2), with the kernel's number for it (`net/tcp_states.h`).
public enum TcpState {
    /// Data flows both ways.
    ESTABLISHED(1),
    /// SYN sent, no answer yet.
    SYN_SENT(2),
    /// SYN received and answered.
    SYN_RECV(3),
    /// FIN sent, not acknowledged; the peer's FIN has not come.
    FIN_WAIT1(4),
    /// FIN sent and acknowledged; the peer's FIN has not come.
    FIN_WAIT2(5),
    /// Both FINs sent and acknowledged; kept for late segments.
    TIME_WAIT(6),
    /// No connection (any more).
    CLOSE(7),
    /// The peer's FIN has come, this side has not sent its own.
    CLOSE_WAIT(8),
    /// The peer's FIN has come first, then this side sent its own, which is not acknowledged.
    LAST_ACK(9),
    /// Waiting for connections.
    LISTEN(10),
    /// Both FINs crossed; this side's is not acknowledged.
    CLOSING(11),
    /// A handshake on a listening socket; the kernel shows it to users as [#SYN_RECV].
    NEW_SYN_RECV(12);

    private static final TcpState[] BY_NUMBER = values();

    private final int number;

    TcpState(int number) {
        this.number = number;
    }

    /// Gives the kernel's number.
    ///
    /// @return 1 to 12
    public int number() {
        return number;
    }

    /// Tells whether the peer's FIN has come.
    ///
    /// @return true in the states that only its FIN leads to
    public boolean finReceived() {
        return this == CLOSE_WAIT || this == LAST_ACK || this == CLOSING || this == TIME_WAIT;
    }

    /// Tells whether this side has queued or sent its FIN and the peer has not acknowledged it.
    ///
    /// @return true in FIN_WAIT1, CLOSING and LAST_ACK
    public boolean finUnacknowledged() {
        return this == FIN_WAIT1 || this == CLOSING || this == LAST_ACK;
    }

    /// Tells whether the peer's TCP has acknowledged this side's FIN, and with it every byte before.
    ///
    /// @return true in FIN_WAIT2 and TIME_WAIT
    public boolean finAcknowledged() {
        return this == FIN_WAIT2 || this == TIME_WAIT;
    }

    /// Gives the state with this number.
    ///
    /// @param number the kernel's number
    /// @return the state
    /// @throws IllegalArgumentException if there is none
    public static TcpState of(int number) {
        if (number < 1 || number > BY_NUMBER.length) {
            throw new IllegalArgumentException("TCP state " + number + " is not between 1 and " + BY_NUMBER.length);
        }
        return BY_NUMBER[number - 1];
    }
}
