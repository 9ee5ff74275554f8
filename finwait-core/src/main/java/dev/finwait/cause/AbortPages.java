package dev.finwait.cause;

/// Family abort: a live connection was thrown away.
final class AbortPages {
    static final Page CLOSE_WITH_UNREAD = Page.titled("Closed with unread data")
            .explanation("""
                    One side closed its socket while bytes from the other side still waited in it unread, so its
                    kernel reset the connection instead of ending it.""")
            .sentBy("The kernel of the side that closed, in the name of the process that called close or ended.")
            .wire("""
                    An active reset (RST and ACK) with no FIN before it, after data of the other side had arrived.
                    A close with linger zero can be the very same packet: only the host can tell the two apart.""")
            .kernel("""
                    Reason TCP_ABORT_ON_CLOSE, counter TCPAbortOnClose; the event runs in the process that
                    closed.""")
            .resettingSide(Seen.CLOSE_SAYS_NOTHING)
            .receivingSide(Seen.RESET)
            .lost("""
                    What the other side had sent and nobody read, and what the closing side had written but not yet
                    sent.""")
            .cure("""
                    Half-close, drain within a budget, then close. Look for handlers that return before the request
                    body is read, for pipelined requests, and for clients that cancel a download.""");

    static final Page EARLY_RESPONSE = Page.titled("Answered before the upload was read")
            .explanation("""
                    A server answered early, with a 413, a 401 or a redirect, and closed while the client was still
                    uploading, so the reset chases the answer.""")
            .sentBy("The kernel of the server, when it closes with the rest of the upload unread or arriving.")
            .wire("""
                    Response bytes, and right behind them an active reset, while the upload still flows. The segments
                    in flight often draw further resets: echoes, not causes.""")
            .kernel("Reason TCP_ABORT_ON_CLOSE, counter TCPAbortOnClose; the event runs in the server's process.")
            .resettingSide(Seen.CLOSE_SAYS_NOTHING)
            .receivingSide("""
                    The upload's write fails with ECONNRESET or EPIPE (Java: "Connection reset by peer", "Broken
                    pipe"). On Linux the bytes of the answer that had arrived stay readable behind that failed write,
                    but many clients give up at the write error and never look; other systems may drop them.""")
            .lost("""
                    Often the answer: whatever the server had not yet sent, and all of it for a client that stops at
                    the write error.""")
            .cure("""
                    Write the answer, half-close, and go on draining the upload within a budget before closing; drain
                    while writing when the answer is large.""");

    static final Page HALF_CLOSE_THEN_UNREAD = Page.titled("Half-closed, then closed with unread data")
            .explanation("""
                    One side said goodbye properly and then closed at once without reading what had arrived: the peer
                    sees a clean end although its bytes were thrown away.""")
            .sentBy("""
                    The kernel of the side that closed. Java's Socket.close() does this by itself; so does any code
                    that shuts down its output and then closes without draining.""")
            .wire("""
                    A FIN and, at once behind it, an active reset from the same side. When the peer's window is too
                    small for what is still unsent, the FIN cannot leave: then it is close-with-unread.""")
            .kernel("Reason TCP_ABORT_ON_CLOSE, counter TCPAbortOnClose; the event runs in the process that closed.")
            .resettingSide(Seen.CLOSE_SAYS_NOTHING)
            .receivingSide(Seen.RESET_AFTER_FIN)
            .lost("""
                    What the other side had sent and nobody read, and silently so: its reader sees a normal end.""")
            .cure("Read until end-of-stream, within a budget, between the half-close and the close.");

    static final Page LINGER_ZERO = Page.titled("Closed with linger zero")
            .explanation("""
                    The socket option SO_LINGER was set to zero seconds, which turns a close into a reset.""")
            .sentBy("The kernel of the side that closed, because its application or proxy asked for it.")
            .wire("""
                    An active reset with no FIN before it, whose ACK number covers everything the other side sent. A
                    close with unread data can be the very same packet: only the host can tell the two apart.""")
            .kernel("""
                    Reason TCP_STATE with the socket in state CLOSE, counter TCPAbortOnData; the event runs in the
                    process that closed. The names mislead: TCP_ABORT_ON_LINGER belongs to linger2-negative.""")
            .resettingSide(Seen.CLOSE_SAYS_NOTHING)
            .receivingSide(Seen.RESET)
            .lost("Everything that the closing side had written but not yet sent.")
            .cure("""
                    Remove the option. Look for SO_LINGER{1,0}, setSoLinger(true, 0), the "reset" options of proxies,
                    and health checks. Where the reset is meant, accept it.""");

    static final Page PROCESS_DIED = Page.titled("The process died")
            .explanation("""
                    A process crashed, was killed or was ended for lack of memory, and its kernel closed all its
                    connections at one instant; those with unread data were reset.""")
            .sentBy("The kernel of the machine where the process died.")
            .wire("""
                    Active resets on all connections of the process at one instant; a connection with nothing unread
                    ends with a plain FIN.""")
            .kernel("Reason TCP_ABORT_ON_CLOSE, counter TCPAbortOnClose, with the pid of the dying process.")
            .resettingSide("Nothing: the process is gone. Its exit status, core dump or kernel log tells why.")
            .receivingSide(Seen.RESET)
            .lost("""
                    What the other side had sent and nobody read, and what the dead process had written but its
                    kernel not yet sent.""")
            .cure("Find out why the process ended; on SIGTERM stop accepting, drain the connections, then exit.");

    static final Page LISTENER_CLOSED = Page.titled("The listener closed with connections queued")
            .explanation("""
                    A server stopped listening while connections waited that its kernel had accepted and the
                    application had not, so all of them were reset.""")
            .sentBy("The kernel of the server, when the listening socket closes.")
            .wire("""
                    The handshake is complete, the server never sent data, and several active resets leave at one
                    instant.""")
            .kernel("Reason TCP_STATE, and no counter moves.")
            .resettingSide("Nothing: closing the listener succeeds, and the queued connections were never seen.")
            .receivingSide(Seen.RESET)
            .lost("The requests that waited in the accept queue. None of them was processed.")
            .cure("""
                    In a rolling restart take the server out of balancing first, accept until the queue is empty, or
                    hand the listener over to the successor (on Linux also net.ipv4.tcp_migrate_req). Look for crashes
                    before accept and for SO_REUSEPORT workers that exit.""");

    static final Page DISCONNECT = Page.titled("Disconnected by connect(AF_UNSPEC)")
            .explanation("A program dissolved the connection by calling connect with the address family AF_UNSPEC.")
            .sentBy("The kernel of the side that disconnected.")
            .wire("An active reset.")
            .kernel("Reason TCP_STATE, no counter moves; the event runs in the socket's own process.")
            .resettingSide("Its own descriptor reports ECONNRESET as well.")
            .receivingSide(Seen.RESET)
            .lost("What the disconnecting side had written but not yet sent.")
            .cure("Half-close, drain and close instead of reusing the descriptor.");

    static final Page ADMIN_KILL = Page.titled("Killed by an administrator or a tool")
            .explanation("""
                    Somebody told the kernel to destroy this one connection; neither application asked for it.""")
            .sentBy("The kernel of the machine where the tool ran.")
            .wire("An active reset at any moment, without relation to the data.")
            .kernel("""
                    Reason TCP_STATE with the socket still in state ESTABLISHED; the event carries the name of the
                    killing program.""")
            .resettingSide("ECONNABORTED, once (Java: \"Software caused connection abort\").")
            .receivingSide(Seen.RESET)
            .lost("Whatever was in flight.")
            .cure("Find who ran ss -K, a BPF program or a tool of the container network, and why.");

    static final Page LINGER2_NEGATIVE = Page.titled("FIN-WAIT forbidden by TCP_LINGER2")
            .explanation("""
                    The socket option TCP_LINGER2 was negative, so the kernel did not wait for the peer's FIN after
                    sending its own.""")
            .sentBy("The kernel of the side that closed.")
            .wire("A FIN, its ACK, and then a reset from the side that sent the FIN.")
            .kernel("""
                    Reason TCP_ABORT_ON_LINGER, counter TCPAbortOnLinger. In spite of their names they have nothing
                    to do with SO_LINGER.""")
            .resettingSide(Seen.CLOSE_SAYS_NOTHING)
            .receivingSide(Seen.RESET_AFTER_FIN)
            .lost("Nothing that was acknowledged.")
            .cure("Leave TCP_LINGER2 at its default, or set it to a positive number of seconds.");

    static final Page PROXY_RELAYED = Page.titled("Relayed by a proxy")
            .explanation("""
                    A proxy turned a failure on its other connection into a reset on this one, so the cause lies on
                    the other leg.""")
            .sentBy("The kernel of the proxy, because the proxy asked for a reset.")
            .wire("As linger-zero on this leg: an active reset with no FIN before it.")
            .kernel("As linger-zero: reason TCP_STATE, counter TCPAbortOnData, with the pid of the proxy.")
            .resettingSide("The proxy's log names the failure on the other leg.")
            .receivingSide(Seen.RESET)
            .lost("It depends on what happened on the other leg.")
            .cure("Diagnose the other leg: the reset seen here is only its messenger.");

    private AbortPages() {}
}
