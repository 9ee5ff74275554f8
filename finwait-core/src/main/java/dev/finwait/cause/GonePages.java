package dev.finwait.cause;

/// Family gone: no such connection at the other end.
final class GonePages {
    static final Page PORT_CLOSED = Page.titled("Nobody listens on the port")
            .explanation("A connection attempt reached a machine on which nothing listens at that address and port.")
            .sentBy("The kernel of the machine that was called.")
            .wire("A SYN and, within one round trip, RST and ACK with sequence number 0 and window 0.")
            .kernel("Reason NO_SOCKET, counter OutRsts; at the caller AttemptFails.")
            .resettingSide("Nothing: there is no application.")
            .receivingSide("connect fails with ECONNREFUSED (Java: ConnectException, \"Connection refused\").")
            .lost("Nothing: no byte was sent.")
            .cure("""
                    Start the service, check port and address family (IPv4 or IPv6, loopback or all addresses), gate
                    traffic on readiness, and retry the connect with a growing pause.""");

    static final Page STATE_LOST = Page.titled("The peer forgot the connection")
            .explanation("""
                    The machine or container at the other end restarted, or its address went to another one, without
                    a goodbye; the new owner knows nothing of the connection.""")
            .sentBy("The kernel that owns the address now, in answer to data.")
            .wire("Data, idle time before it or not, then a reply reset; no FIN was ever sent.")
            .kernel("Reason NO_SOCKET.")
            .resettingSide(Seen.NOBODY_THERE)
            .receivingSide(Seen.NO_SUCH_CONNECTION)
            .lost("The request that met the reset; what was under way before is lost as well.")
            .cure("Use keep-alive to notice the loss early, and retry what is idempotent on a fresh connection.");

    static final Page IDLE_FORGOTTEN = Page.titled("A box on the way forgot the idle connection")
            .explanation("""
                    A load balancer or NAT dropped its memory of a connection that was idle for longer than its
                    limit, and answers the next packet with a reset.""")
            .sentBy("The load balancer or NAT, in the name of the peer.")
            .wire("""
                    A gap just above a known limit (60, 65, 240, 300, 350, 600 or 610 seconds), then data, then a
                    reply reset; or resets to both ends without a trigger. The TTL often differs from the peer's.""")
            .kernel("No reset event at the alleged sender.")
            .resettingSide("Nothing: the application that seems to have reset took no part.")
            .receivingSide(Seen.NO_SUCH_CONNECTION)
            .lost("The request that met the reset.")
            .cure("""
                    Keep both the keep-alive interval and the pool's idle limit below the limit of the box. Limits
                    that are often quoted, to be checked for your setting: AWS NLB 350 s, AWS ALB 60 s, Azure Load
                    Balancer 4 min, Google VPC 10 min.""");

    static final Page FLOW_MOVED = Page.titled("The flow was moved to another machine")
            .explanation("""
                    In mid-connection the packets began to reach another machine, after a failover or when a load
                    balancer spread its flows anew, and that machine has no such connection.""")
            .sentBy("The kernel of the machine that the packets now reach.")
            .wire("""
                    Data, then a reply reset, with no SYN for this connection on that machine or with a change of
                    clock or TTL.""")
            .kernel("Reason TCP_FLAGS with a socket in LISTEN, or NO_SOCKET, on another machine.")
            .resettingSide(Seen.NOBODY_THERE)
            .receivingSide(Seen.NO_SUCH_CONNECTION)
            .lost("The request that met the reset.")
            .cure("""
                    Drain connections before a failover, use consistent hashing, and look for virtual addresses that
                    moved and for SYN cookies that expired.""");

    static final Page PEER_GAVE_UP = Page.titled("The peer had given up")
            .explanation("""
                    The path was broken for so long that one side stopped retransmitting and forgot the connection;
                    when the other side spoke again it was reset.""")
            .sentBy("The kernel of the side that gave up, in answer to a later packet.")
            .wire("A run of retransmissions, silence, and much later a reply reset.")
            .kernel("""
                    Counter TCPAbortOnTimeout on the side that gave up; it sends no reset at that time, only in
                    answer later.""")
            .resettingSide("""
                    ETIMEDOUT at the time it gave up (Java: "Connection timed out"); nothing when the reset is
                    sent.""")
            .receivingSide(Seen.NO_SUCH_CONNECTION)
            .lost("The data that was never acknowledged.")
            .cure("Find the loss on the path; TCP_USER_TIMEOUT decides how long unacknowledged data may wait.");

    static final Page CONNTRACK_INVALID = Page.titled("A packet escaped address translation")
            .explanation("""
                    The connection tracking of a NAT took a packet for invalid and let it through untranslated; the
                    server did not know its sender and reset it.""")
            .sentBy("The kernel of the host, in answer to a packet from an address it has no connection with.")
            .wire("At the host a packet with an untranslated source, then a reply reset; at the client nothing odd.")
            .kernel("Reason NO_SOCKET.")
            .resettingSide(Seen.NOBODY_THERE)
            .receivingSide(Seen.RESET)
            .lost("The connection, with what was in flight.")
            .cure("Drop packets in conntrack state INVALID, or let the tracking be liberal about windows.");

    static final Page HALF_OPEN_RECONNECT = Page.titled("A new connection on an old one's address pair")
            .explanation("""
                    A client rebooted, or a NAT reused a port, and the new connection attempt met the remains of the
                    old connection at the server.""")
            .sentBy("The kernel of the client, which does not know the old connection.")
            .wire("""
                    A SYN on a live address pair, a bare ACK with an old number, a reply reset from the sender of the
                    SYN, and the SYN again.""")
            .kernel("At the client reason TCP_INVALID_ACK_SEQUENCE; at the server counter TCPSYNChallenge.")
            .resettingSide("Nothing: the connect succeeds after a short delay.")
            .receivingSide("""
                    The server's old connection fails with ECONNRESET (Java: "Connection reset"); the new one is
                    fine.""")
            .lost("The old connection, which was dead already.")
            .cure("None for the client; at the server use keep-alive to clear dead connections.");

    static final Page TIME_WAIT_COLLISION = Page.titled("A new connection met TIME_WAIT")
            .explanation("""
                    A client reused a port so soon that the server still kept the previous connection in
                    TIME_WAIT.""")
            .sentBy("The kernel of the client, in answer to the old connection's ACK.")
            .wire("""
                    As half-open-reconnect, with the server in TIME_WAIT: a SYN, a bare ACK with an old number, a
                    reply reset, and the SYN again.""")
            .kernel("At the client reason TCP_INVALID_ACK_SEQUENCE.")
            .resettingSide("A connect that takes longer than usual.")
            .receivingSide("Nothing: the old connection had ended for the application.")
            .lost("Only time.")
            .cure("Reuse connections through a pool, widen the range of local ports, keep TCP timestamps on.");

    static final Page UNSOLICITED_SYN_ACK = Page.titled("An answer to a question never asked")
            .explanation("""
                    A SYN-ACK arrived for which there was no SYN: the backscatter of somebody's forged packets, or a
                    capture that saw one side only.""")
            .sentBy("The kernel of the machine that received the stray SYN-ACK.")
            .wire("A SYN-ACK without a SYN, then a reply reset.")
            .kernel("Reason NO_SOCKET.")
            .resettingSide(Seen.NOBODY_THERE)
            .receivingSide("Nothing an application would notice: no connection was set up.")
            .lost("Nothing.")
            .cure("None. If it happens to your own connections, capture on both sides of the asymmetric route.");

    private GonePages() {}
}
