package dev.finwait.cause;

/// Family late: bytes sent to an end that had already closed.
final class LatePages {
    static final Page KEEPALIVE_RACE = Page.titled("Request met the idle close")
            .explanation("""
                    A client sent a request on an idle, kept-alive connection that the server had just closed because
                    its idle time was over.""")
            .sentBy("The kernel of the server, in answer to the late request.")
            .wire("""
                    An idle connection, a FIN from the server after a time that recurs, then a request, then a reply
                    reset (RST without ACK, window 0).""")
            .kernel("""
                    Reason TCP_TIMEWAIT_SOCKET or TCP_ABORT_ON_DATA; in the usual case no TCP counter but OutRsts
                    moves, sometimes TCPAbortOnData.""")
            .resettingSide(Seen.NOBODY_THERE)
            .receivingSide(Seen.LATE_WRITE)
            .lost("""
                    The late request. It was never processed, so a retry is safe when nothing of an answer came
                    back.""")
            .cure("""
                    Set the client's idle limit below the server's measured one, let the server announce that it
                    closes, and retry on a fresh connection when nothing came back.""");

    static final Page REQUEST_CROSSED_FIN = Page.titled("Request and close crossed on the way")
            .explanation("""
                    The client's request and the server's goodbye passed each other on the way, so no check before
                    sending could have helped.""")
            .sentBy("The kernel of the server, in answer to the late request.")
            .wire("""
                    As keepalive-race, but the request left before the FIN could have arrived: less than one round
                    trip lies between them.""")
            .kernel("""
                    As keepalive-race. A request that was queued before the close makes it close-with-unread
                    instead: reason TCP_ABORT_ON_CLOSE.""")
            .resettingSide(Seen.NOBODY_THERE)
            .receivingSide("""
                    The write succeeds. What the next call says depends on who wins: ECONNRESET (Java: "Connection
                    reset") while the two cross, or 0 (-1) on read and EPIPE ("Broken pipe") on write once the FIN
                    is in.""")
            .lost("The late request. It was never processed, so a retry is safe when nothing came back.")
            .cure("Retry on a fresh connection; a shorter idle limit at the client makes the crossing rare.");

    static final Page WRITE_AFTER_CLOSE = Page.titled("Written after the peer had closed")
            .explanation("""
                    The peer had closed and its goodbye had arrived, but the application did not notice it and wrote
                    on.""")
            .sentBy("The kernel of the side that had closed, in answer to the late data.")
            .wire("A FIN that arrived at least one round trip ago, later data from the other side, a reply reset.")
            .kernel("Reason TCP_TIMEWAIT_SOCKET or TCP_ABORT_ON_DATA; OutRsts moves, sometimes TCPAbortOnData.")
            .resettingSide(Seen.NOBODY_THERE)
            .receivingSide("""
                    The first late write succeeds and draws the reset; the next one fails with EPIPE (Java: "Broken
                    pipe"). Reads say 0 (-1) all along.""")
            .lost("The late data.")
            .cure("Read to end-of-stream, and check a pooled connection for end-of-stream before it is used again.");

    static final Page DATA_BEFORE_FIN_ACKED = Page.titled("Data arrived before the close was acknowledged")
            .explanation("""
                    A side closed while its last bytes were still on their way; one more byte from the peer made its
                    kernel drop them and reset.""")
            .sentBy("The kernel of the side that closed, in answer to the peer's data.")
            .wire("The closer's FIN or last data is not yet acknowledged, data of the peer arrives, a reply reset.")
            .kernel("Reason TCP_ABORT_ON_DATA, counter TCPAbortOnData.")
            .resettingSide("Nothing: close had returned 0 long before.")
            .receivingSide("""
                    Reads give what its window took; then, if the FIN is not in, the next call fails with ECONNRESET
                    (Java: "Connection reset"). With the FIN in, reads say 0 (-1) and a later write fails with EPIPE
                    ("Broken pipe").""")
            .lost("The part of the closer's response that was not yet delivered: up to its whole send buffer.")
            .cure("Half-close and drain before closing, so that the peer's bytes find a reader.");

    static final Page DATA_AFTER_SHUTDOWN = Page.titled("Data arrived after a full shutdown")
            .explanation("""
                    A program shut both directions down but kept the socket, and the peer was still sending.""")
            .sentBy("The kernel of the side that shut down, in answer to the peer's data.")
            .wire("A FIN, then data from the peer, then a reply reset, while the shutting side is still there.")
            .kernel("Reason TCP_ABORT_ON_DATA.")
            .resettingSide("Its own next read fails with ECONNRESET too, although it sent the reset itself.")
            .receivingSide(Seen.LATE_WRITE)
            .lost("The part of the response that was not yet delivered.")
            .cure("""
                    Shut down the write side only and read on until end-of-stream. Shutting down the read side alone
                    draws no reset on Linux.""");

    static final Page CLIENT_GONE = Page.titled("The client left in mid-download")
            .explanation("""
                    A client closed the connection while the server was still sending: a user cancelled, or a client
                    timeout struck.""")
            .sentBy("The kernel of the client, in answer to the server's further data.")
            .wire("A FIN from the client while the server streams, more data from the server, a reply reset.")
            .kernel("Reason TCP_TIMEWAIT_SOCKET or TCP_ABORT_ON_DATA, on the client's machine.")
            .resettingSide("Nothing: the client had closed and lost interest.")
            .receivingSide("""
                    The server's writes fail with EPIPE (Java: "Broken pipe"), or with ECONNRESET ("Connection reset
                    by peer") when the reset overtakes the end.""")
            .lost("The rest of the response, which nobody wanted any more.")
            .cure("""
                    Usually none is needed: log it at a low level. When it is frequent, compare the clients' timeouts
                    with the time that the response takes.""");

    private LatePages() {}
}
