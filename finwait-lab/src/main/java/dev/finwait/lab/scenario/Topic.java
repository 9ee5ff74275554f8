package dev.finwait.lab.scenario;

/// What a group of scenarios is about: one of the nine common claims on ECONNRESET, or a question beyond them.
///
/// The claims are quoted as they are commonly made; the corrections say what the scenarios of the group show.
public enum Topic {
    /// Claim 1.
    PEER_HAS_CLOSED(
            "1",
            "read() fails with ECONNRESET when the peer has already closed.",
            Truth.FALSE,
            "A peer that closed in an orderly way sent FIN: read returns 0, every time. ECONNRESET takes a reset that "
                    + "came before any FIN, and it is given once."),
    /// Claim 2.
    PEER_RESTARTED(
            "2",
            "The peer restarted and the connection was not made anew: ECONNRESET.",
            Truth.IN_PART,
            "Only when no FIN came and you write. A killed process still says FIN, so its peers see 0 and EPIPE; "
                    + "ECONNRESET takes a host that vanished."),
    /// Claim 3.
    SEND_AFTER_END(
            "3",
            "send() on a connection that the peer has ended fails with ECONNRESET.",
            Truth.FALSE,
            "The first send after the peer's FIN returns the full count and provokes the reset; the next one fails, "
                    + "with EPIPE. ECONNRESET comes from a send only when the reset was there first and no FIN."),
    /// Claim 4.
    CLOSE_WITH_DATA(
            "4",
            "close() with unread or unsent data makes the peer read ECONNRESET.",
            Truth.IN_PART,
            "Unread: true for a bare close. Unsent: false, the kernel goes on sending, until the peer sends even one "
                    + "byte."),
    /// Claim 5.
    SHUTDOWN_THEN_CLOSE(
            "5",
            "shutdown(SHUT_WR), then close(): FIN, and the peer reads 0.",
            Truth.IN_PART,
            "True with an empty receive buffer and a peer that writes no more. Otherwise a reset follows the FIN, "
                    + "unseen by a peer that only reads."),
    /// Claim 6.
    SHUTDOWN(
            "6",
            "shutdown(SHUT_RD) discards what is queued, and what comes later is acknowledged and dropped.",
            Truth.FALSE,
            "On Linux nothing is dropped: queued and later data stay readable. SHUT_WR forbids writes, that is true. "
                    + "After SHUT_RDWR a late byte resets the connection for both."),
    /// Claim 7.
    LINGER(
            "7",
            "SO_LINGER: off returns at once, zero resets, more than zero waits until everything is delivered.",
            Truth.IN_PART,
            "Off and zero: true. More than zero waits for the peer's kernel, not for the peer; returns 0 also when the "
                    + "time ran out; does not wait at all with unread data; and blocks a non-blocking descriptor."),
    /// Claim 8.
    REFERENCES(
            "8",
            "close() only drops a reference, shutdown() acts at once.",
            Truth.TRUE,
            "The FIN leaves with the last descriptor's close, and with the first shutdown."),
    /// Claim 9.
    HALF_CLOSE_AND_DRAIN(
            "9",
            "shutdown(SHUT_WR), read until 0 or -1, close(): nothing is lost, nothing is reset.",
            Truth.TRUE,
            "The only way in this lab that loses no byte in either direction. It takes a budget, for peers that never "
                    + "close, and SO_LINGER must not be zero."),
    /// How Java's own sockets close.
    JAVA_CLOSES(
            "Java",
            "close() is close(), whichever socket class.",
            Truth.FALSE,
            "With unread data Socket sends FIN, then RST; SocketChannel and AsynchronousSocketChannel send RST; a "
                    + "registered channel sends FIN at once and the rest when its selector runs."),
    /// The early error reply during an upload.
    EARLY_RESPONSE(
            "HTTP",
            "A server may answer 413 and close while the upload still runs; the client reads the answer.",
            Truth.FALSE,
            "A bare close resets the connection with the answer still in the send buffer. Half-close, drain, close "
                    + "delivers it."),
    /// The same bad endings, closed by Finwait.
    FINWAIT(
            "Finwait",
            "GracefulClose ends the same connections without a reset.",
            Truth.TRUE,
            "Half-close, drain within a budget, close: every byte, then end-of-stream. A peer that abuses the patience "
                    + "meets the budget.");

    private final String label;
    private final String claim;
    private final Truth truth;
    private final String correction;

    Topic(String label, String claim, Truth truth, String correction) {
        this.label = label;
        this.claim = claim;
        this.truth = truth;
        this.correction = correction;
    }

    /// The number of the claim, or a word for a topic without one.
    ///
    /// @return `4`, `Java`
    public String label() {
        return label;
    }

    /// The claim as it is commonly made.
    ///
    /// @return one sentence
    public String claim() {
        return claim;
    }

    /// Whether the claim holds.
    ///
    /// @return the judgement
    public Truth truth() {
        return truth;
    }

    /// What is really so.
    ///
    /// @return one or two sentences
    public String correction() {
        return correction;
    }
}
