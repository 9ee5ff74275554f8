package dev.finwait.diagnosis.facts;

/// The look of a reset on the wire, which tells how a kernel came to send it.
public enum Shape {
    /// RST and ACK at the sender's place in the stream: somebody ended a live socket
    /// (`tcp_send_active_reset`).
    ACTIVE,

    /// RST without ACK, its number copied from the segment it answers: an endpoint without a connection
    /// for that segment (`tcp_v4_send_reset`; RFC 9293 3.10.7.1).
    REPLY,

    /// RST and ACK with sequence number 0 in answer to a segment without ACK, usually a SYN: nobody
    /// listens.
    REPLY_TO_SYN,

    /// RST and ACK at the sender's place in the stream, but with window 0 or without the agreed
    /// timestamps: how stacks other than Linux, and many boxes on the way, end a connection.
    ACTIVE_UNUSUAL,

    /// None of these.
    UNUSUAL
}
