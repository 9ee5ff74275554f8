package dev.finwait.error;

import java.util.List;
import java.util.Optional;

/// What a socket error means, whatever number, name or exception stands for it.
///
/// Ids are stable. The texts are written for somebody who meets the error for the first time.
public enum SocketError {
    /// A reset arrived: ECONNRESET.
    RESET_BY_PEER(
            "reset-by-peer",
            "connection reset by peer",
            "The other end, or something on the way to it, threw the connection away: a TCP reset (RST) arrived "
                    + "instead of an orderly end. What was still under way is lost.",
            "The reset came from outside this process: from the peer's kernel, mostly because the peer's program "
                    + "closed in a hurry or is gone, or from a box on the way.",
            "Look at the side that sent the reset, at the same moment. Retry only what is safe to carry out twice. "
                    + "If you own that side: half-close, drain within a budget, then close.",
            "java.net.SocketException: Connection reset (read)",
            "java.net.SocketException or java.io.IOException: Connection reset by peer (write)"),

    /// A write after the connection was over: EPIPE.
    BROKEN_PIPE(
            "broken-pipe",
            "broken pipe",
            "A write on a connection that was over: the peer had closed or reset it before, and an earlier call "
                    + "has already told so, or could have. Windows has no such error: there the write fails with 10053 "
                    + "or 10058.",
            "The peer ended the connection first, and this process wrote on without having noticed; or this process "
                    + "had shut down its own output.",
            "Read until end-of-stream before writing to a connection that was idle. When you are the client, retry "
                    + "on a fresh connection if nothing of the answer came back. When you are the server, the client "
                    + "has usually gone away.",
            "java.net.SocketException or java.io.IOException: Broken pipe (write)"),

    /// No answer in time: ETIMEDOUT, or a limit of the program.
    TIMED_OUT(
            "timed-out",
            "timed out",
            "Nothing came back in time: a time limit of this program was reached, or the kernel gave up "
                    + "retransmitting or probing.",
            "Nobody hung up. The peer was silent or slow, or packets were lost on the way.",
            "\"Read timed out\" and \"Connect timed out\" are limits of the program: compare them with what the peer "
                    + "needs. \"Connection timed out\" is the kernel's: look for packet loss, a firewall that drops, "
                    + "or a machine that is down.",
            "java.net.SocketTimeoutException: Read timed out",
            "java.net.SocketTimeoutException: Connect timed out",
            "java.net.ConnectException or java.net.SocketException: Connection timed out",
            "java.net.http.HttpTimeoutException: request timed out"),

    /// Nobody listens: ECONNREFUSED.
    REFUSED(
            "refused",
            "connection refused",
            "The connection attempt was answered with a reset: nothing listens at that address and port.",
            "The kernel of the machine that was called, or a firewall in its name.",
            "Check that the service runs, and its address, port and address family; retry with a growing pause while "
                    + "it starts.",
            "java.net.ConnectException: Connection refused (connect)"),

    /// A connect failed and the exception does not say why.
    CONNECT_FAILED(
            "connect-failed",
            "connecting failed",
            "The connection could not be set up, and the exception does not say why; most often it was refused.",
            "The machine that was called, or the network on the way to it.",
            "Try the same address and port with another tool to see the reason. java.net.http hides it: it retries "
                    + "once and reports the retry's failure, a ConnectException without a text.",
            "java.net.ConnectException without a text (java.net.http)"),

    /// This machine gave the connection up: ECONNABORTED.
    ABORTED_LOCALLY(
            "aborted-locally",
            "connection aborted by this machine",
            "This machine itself gave the connection up; the peer did not reset it.",
            "On Linux a tool that kills connections, or a connect tried again on a failed socket. On Windows the "
                    + "system or other software on this machine, such as a virus scanner or VPN, or data that stayed "
                    + "unacknowledged for too long.",
            "Look at this machine: who ran ss -K or a container network tool, what filters traffic here, and whether "
                    + "the peer stopped answering.",
            "java.net.SocketException: Software caused connection abort",
            "java.net.SocketException: Connection aborted"),

    /// This process closed its own socket.
    CLOSED_LOCALLY(
            "closed-locally",
            "closed by this process",
            "This process had closed its own socket, or a thread was interrupted in the middle of a channel "
                    + "operation; it is no network error.",
            "Code in this process: another thread, a timeout handler, a pool that evicts, or a library that closed "
                    + "the channel because the peer had ended.",
            "Find the call of close() that came first. In a Netty program look for an earlier error on the same "
                    + "channel: it is often the true one.",
            "java.net.SocketException: Socket closed, or Socket is closed",
            "java.nio.channels.ClosedChannelException, AsynchronousCloseException, ClosedByInterruptException"),

    /// This process had shut the direction down: ESHUTDOWN.
    SHUT_DOWN_LOCALLY(
            "shut-down-locally",
            "direction shut down by this process",
            "This process had shut down this direction of the connection and then used it.",
            "Code in this process that called shutdownOutput or shutdownInput before.",
            "After a half-close only read; look for the early call.",
            "java.net.SocketException: Socket output is shutdown",
            "java.net.SocketException: Socket input is shutdown"),

    /// The stream ended too early, without a reset.
    UNEXPECTED_END(
            "unexpected-end",
            "unexpected end of the stream",
            "The input ended before everything had arrived, and without a reset: the peer said goodbye in an "
                    + "orderly way, but too early for this protocol.",
            "The peer closed its side, on purpose or because its process ended.",
            "On a reused connection without a single byte of an answer: the peer's idle limit was reached; retry and "
                    + "keep connections idle for a shorter time. In the middle of an answer: ask why the peer "
                    + "stopped. In a TLS handshake: check that the port speaks TLS and accepts your certificate.",
            "java.io.EOFException",
            "java.net.SocketException: Unexpected end of file from server",
            "java.io.IOException: HTTP/1.1 header parser received no bytes",
            "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake"),

    /// No way to the peer: EHOSTUNREACH, ENETUNREACH.
    UNREACHABLE(
            "unreachable",
            "no way to the host or network",
            "Packets find no way to the peer: there is no route, or a router or the neighbour reported failure.",
            "The kernel of this machine, or a router on the way.",
            "Check routes, address family and VPN, and whether the machine is up.",
            "java.net.NoRouteToHostException: No route to host",
            "java.net.SocketException or java.net.ConnectException: Network is unreachable"),

    /// The socket has no connection: ENOTCONN.
    NOT_CONNECTED(
            "not-connected",
            "not connected",
            "The socket has no connection: it was never set up, or it is over already.",
            "Code in this process that used the socket too early; or the connection was reset or finished before a "
                    + "shutdown.",
            "Connect first. When it comes from shutdown, look for the error that ended the connection before.",
            "java.net.SocketException: Socket is not connected",
            "java.nio.channels.NotYetConnectedException"),

    /// Somebody has the address and port: EADDRINUSE.
    ADDRESS_IN_USE(
            "address-in-use",
            "address already in use",
            "Another socket on this machine has this address and port.",
            "Another process or socket on this machine; after a restart also old connections in TIME_WAIT.",
            "Find the owner of the port (ss -ltnp), or set SO_REUSEADDR before bind when restarting.",
            "java.net.BindException: Address already in use"),

    /// No such local address, or no free port: EADDRNOTAVAIL.
    ADDRESS_NOT_AVAILABLE(
            "address-not-available",
            "address not available",
            "The local address does not exist on this machine, or no local port is free for this destination.",
            "The kernel of this machine.",
            "On bind: check the address. On connect: too many connections to one destination; reuse them through a "
                    + "pool, or widen the range of local ports.",
            "java.net.BindException or java.net.ConnectException: Cannot assign requested address"),

    /// Something ran out: EMFILE, ENFILE, ENOBUFS.
    OUT_OF_RESOURCES(
            "out-of-resources",
            "out of descriptors or buffers",
            "This process or machine has no more file descriptors or network buffers.",
            "This process, mostly by sockets that it never closes.",
            "Look for leaked sockets, then for the limits (ulimit -n).",
            "java.net.SocketException: Too many open files"),

    /// The system forbids it: EACCES, EPERM.
    NOT_PERMITTED(
            "not-permitted",
            "not permitted",
            "The operating system forbade the call.",
            "A rule on this machine: a packet filter, a security policy, or a port that needs more rights.",
            "Look at the firewall and security policy of this machine; ports below 1024 may need rights.",
            "java.net.SocketException: Permission denied",
            "java.net.SocketException: Operation not permitted"),

    /// Nothing to do right now: EAGAIN.
    WOULD_BLOCK(
            "would-block",
            "try again later",
            "Nothing is wrong: a non-blocking call has nothing to do right now, or a socket's receive timeout "
                    + "(SO_RCVTIMEO) is over.",
            "Nobody.",
            "Wait until the socket is ready (poll, epoll, a Selector), then call again."),

    /// Not recognised, or no socket error.
    UNKNOWN(
            "unknown",
            "unknown",
            "This is not an error of a socket that Finwait knows.",
            "It cannot be told.",
            "Look for the deepest \"Caused by\", and for an error number.");

    private final String id;
    private final String title;
    private final String meaning;
    private final String whoDidIt;
    private final String whatToDo;
    // List.of is immutable, but its type does not say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> javaTexts;

    SocketError(String id, String title, String meaning, String whoDidIt, String whatToDo, String... javaTexts) {
        this.id = id;
        this.title = title;
        this.meaning = meaning;
        this.whoDidIt = whoDidIt;
        this.whatToDo = whatToDo;
        this.javaTexts = List.of(javaTexts);
    }

    /// Finds a meaning by its id.
    ///
    /// @param id the kebab-case id, for example `broken-pipe`
    /// @return the meaning, or empty when there is none of that id
    public static Optional<SocketError> byId(String id) {
        for (SocketError error : values()) {
            if (error.id.equals(id)) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    /// Tells what an exception means, by its whole chain of causes.
    ///
    /// @param thrown the exception
    /// @return the meaning, [#UNKNOWN] when nothing in it is recognised
    /// @see ErrorReading#of(Throwable)
    public static SocketError of(Throwable thrown) {
        return ErrorReading.of(thrown).error();
    }

    /// The stable kebab-case id.
    ///
    /// @return the id, for example `reset-by-peer`
    public String id() {
        return id;
    }

    /// The meaning in a few words.
    ///
    /// @return the title, in lower case
    public String title() {
        return title;
    }

    /// What happened.
    ///
    /// @return one or two sentences
    public String meaning() {
        return meaning;
    }

    /// Who brought it about.
    ///
    /// @return one or two sentences
    public String whoDidIt() {
        return whoDidIt;
    }

    /// What to check or change.
    ///
    /// @return one or more sentences
    public String whatToDo() {
        return whatToDo;
    }

    /// How Java reports it: exception types and texts of JDK 17 to 25.
    ///
    /// @return an unmodifiable list, may be empty
    public List<String> javaTexts() {
        return javaTexts;
    }
}
