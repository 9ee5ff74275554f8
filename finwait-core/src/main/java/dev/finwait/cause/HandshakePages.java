package dev.finwait.cause;

/// Family handshake: the connection ended before both sides agreed that it existed.
final class HandshakePages {
    static final Page HANDSHAKE_ABANDONED = Page.titled("The caller hung up in the handshake")
            .explanation("""
                    A client started a connection and dropped it before sending data: a port scan, a health check, a
                    race of several addresses, or a connect timeout.""")
            .sentBy("The kernel of the client.")
            .wire("A SYN-ACK answered by a reply reset, or a finished handshake and an active reset with no data.")
            .kernel("Counter EmbryonicRsts, or accept returns a connection that is reset at once.")
            .resettingSide("Nothing, or its own connect timeout.")
            .receivingSide("""
                    Usually nothing; if the connection was accepted already, its first read fails with ECONNRESET
                    (Java: "Connection reset").""")
            .lost("Nothing: no data was sent.")
            .cure("None: it is harmless. Keep it out of error logs and alarms.");

    static final Page ACCEPT_QUEUE_OVERFLOW = Page.titled("The accept queue was full")
            .explanation("""
                    The server's application accepted connections more slowly than they came, and the kernel had no
                    more room to keep them waiting.""")
            .sentBy("The kernel of the server.")
            .wire("""
                    With tcp_abort_on_overflow=1 a full handshake, then a reply reset to the first data; otherwise
                    data that is retransmitted without an ACK, and a late reply reset.""")
            .kernel("Reason INVALID_SYN when abort-on-overflow is set; counters ListenOverflows and ListenDrops.")
            .resettingSide("Nothing: the application never saw the connection.")
            .receivingSide(Seen.NO_SUCH_CONNECTION)
            .lost("The request. It was never processed.")
            .cure("Accept faster, on a thread that does nothing else; raise the backlog and net.core.somaxconn.");

    static final Page SYN_ACK_REJECTED = Page.titled("The SYN-ACK was refused")
            .explanation("""
                    The client got an answer to its SYN that could not belong to it: a wrong acknowledgement number
                    or an impossible timestamp.""")
            .sentBy("The kernel of the client.")
            .wire("A SYN-ACK with a wrong ACK number or an impossible timestamp echo, then a reply reset.")
            .kernel("Reason TCP_INVALID_ACK_SEQUENCE or TCP_RFC7323_PAWS.")
            .resettingSide("A connect that is slow, or times out with ETIMEDOUT.")
            .receivingSide("Nothing: the connection was never handed to the application.")
            .lost("Nothing: no data was sent.")
            .cure("Look for a SYN proxy or a NAT on the way that rewrites sequence numbers or timestamps.");

    static final Page LATE_ACK_REJECTED = Page.titled("The last ACK of the handshake was refused")
            .explanation("The server did not believe the packet that should have completed the handshake.")
            .sentBy("The kernel of the server.")
            .wire("SYN, SYN-ACK, a third packet whose ACK number is refused, then a reply reset.")
            .kernel("Reason TCP_OLD_ACK, TCP_TOO_OLD_ACK or TCP_ACK_UNSENT_DATA.")
            .resettingSide("Nothing: the connection was never handed to the application.")
            .receivingSide("""
                    connect had succeeded; the next read or write fails with ECONNRESET (Java: "Connection
                    reset").""")
            .lost("The first request. It was never processed.")
            .cure("Look for a box on the way that answers for one side or rewrites sequence numbers, then retry.");

    private HandshakePages() {}
}
