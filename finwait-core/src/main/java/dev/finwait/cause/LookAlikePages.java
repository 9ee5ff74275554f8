package dev.finwait.cause;

/// Family look-alike: reported like a reset, or hidden like one.
final class LookAlikePages {
    private static final String NO_RESET_EVENT = "No reset event, and no reset counter moves.";

    static final Page EOF_MID_RESPONSE = Page.titled("End-of-stream in mid-response")
            .explanation("""
                    The peer closed cleanly before the message was complete: the bytes ended too early, but nothing
                    was reset.""")
            .sentBy("Nobody sends a reset; the peer sends a FIN.")
            .wire("A FIN before the announced length or the closing chunk; no RST.")
            .kernel(NO_RESET_EVENT)
            .resettingSide("There is none: the peer's close succeeds.")
            .receivingSide("""
                    A read gives 0 (Java: -1), and libraries turn it into an error of their own: EOFException,
                    "Unexpected end of file from server", "HTTP/1.1 header parser received no bytes".""")
            .lost("The rest of the message, which the peer never sent.")
            .cure("""
                    Ask why the peer stopped: a crash behind a proxy, a size limit, a timeout. On a reused connection
                    without any answer it is the gentle face of keepalive-race: retry.""");

    static final Page NODE_SOCKET_HANG_UP = Page.titled("Node.js: socket hang up")
            .explanation("""
                    Node.js reports "socket hang up" with the code ECONNRESET also when the peer closed with a plain
                    FIN before answering.""")
            .sentBy("Nobody sends a reset; the peer sends a FIN.")
            .wire("A FIN where a response was expected; no RST.")
            .kernel(NO_RESET_EVENT)
            .resettingSide("There is none: the peer's close succeeds.")
            .receivingSide("""
                    An Error "socket hang up" whose code says ECONNRESET, although the kernel reported no such
                    error.""")
            .lost("The request may or may not have been processed.")
            .cure("""
                    Treat it as end-of-stream. On a reused connection look at keepalive-race: the agent keeps
                    connections for longer than the server does.""");

    static final Page HTTP2_RST_STREAM = Page.titled("HTTP/2 RST_STREAM")
            .explanation("""
                    An HTTP/2 peer cancelled one request with a RST_STREAM frame; the TCP connection under it is
                    fine.""")
            .sentBy("The application or proxy that speaks HTTP/2, as data of the connection.")
            .wire("A RST_STREAM frame with an error code inside the (usually encrypted) data; no RST.")
            .kernel(NO_RESET_EVENT)
            .resettingSide("It ended one stream on purpose.")
            .receivingSide(
                    "An error of the HTTP/2 library that names a stream and a code, such as \"stream was " + "reset\".")
            .lost("That one request or response; the other streams go on.")
            .cure(
                    "Read the error code of the frame: REFUSED_STREAM may be retried, CANCEL means that it was unwanted.");

    static final Page HTTP2_GOAWAY = Page.titled("HTTP/2 GOAWAY")
            .explanation("""
                    An HTTP/2 peer announced that it is about to close the connection and up to which request it
                    will still answer.""")
            .sentBy("The application or proxy that speaks HTTP/2, as data of the connection.")
            .wire("A GOAWAY frame with the last stream and an error code inside the data; no RST.")
            .kernel(NO_RESET_EVENT)
            .resettingSide("It is shutting down or has had enough of the connection.")
            .receivingSide("An error of the HTTP/2 library that says GOAWAY, for the streams that came too late.")
            .lost("The requests above the announced last stream. They were not processed.")
            .cure("Retry those requests on a new connection; a server should announce before it closes.");

    static final Page ERROR_SWALLOWED_BY_RETRY = Page.titled("A reset hidden by a retry")
            .explanation("""
                    A client that retries by itself met a reset and hid it, so the application only sees a slow
                    request, and the server sees it twice.""")
            .sentBy("Whoever reset the first attempt: look there for the cause.")
            .wire("A reset connection, and soon after it a new one from the same client with the same request.")
            .kernel("As for the cause of the first attempt's reset.")
            .resettingSide("As for the cause of the first attempt's reset.")
            .receivingSide("No error at all; a longer latency and a retry counter, if the client keeps one.")
            .lost("Nothing, when the request is idempotent; otherwise it may have been carried out twice.")
            .cure("Watch the client's retry metrics or the packets, and cure the reset of the first attempt.");

    private LookAlikePages() {}
}
