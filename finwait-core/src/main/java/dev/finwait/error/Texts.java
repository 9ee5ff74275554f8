package dev.finwait.error;

import static dev.finwait.error.SocketError.ABORTED_LOCALLY;
import static dev.finwait.error.SocketError.ADDRESS_IN_USE;
import static dev.finwait.error.SocketError.ADDRESS_NOT_AVAILABLE;
import static dev.finwait.error.SocketError.BROKEN_PIPE;
import static dev.finwait.error.SocketError.CLOSED_LOCALLY;
import static dev.finwait.error.SocketError.NOT_CONNECTED;
import static dev.finwait.error.SocketError.OUT_OF_RESOURCES;
import static dev.finwait.error.SocketError.REFUSED;
import static dev.finwait.error.SocketError.RESET_BY_PEER;
import static dev.finwait.error.SocketError.SHUT_DOWN_LOCALLY;
import static dev.finwait.error.SocketError.TIMED_OUT;
import static dev.finwait.error.SocketError.UNEXPECTED_END;
import static dev.finwait.error.SocketError.UNREACHABLE;

import java.util.List;
import java.util.Locale;

/// Recognises the words of operating systems, the JDK and well-known libraries in an error message.
final class Texts {
    /// Words of an error, in lower case; a phrase that contains another stands before it.
    private static final List<Phrase> PHRASES = List.of(
            new Phrase("connection reset by peer", RESET_BY_PEER),
            new Phrase("connection reset", RESET_BY_PEER),
            new Phrase("forcibly closed by the remote host", RESET_BY_PEER),
            new Phrase("specified network name is no longer available", RESET_BY_PEER),
            new Phrase("aborted by the software in your host machine", ABORTED_LOCALLY),
            new Phrase("software caused connection abort", ABORTED_LOCALLY),
            new Phrase("connection aborted", ABORTED_LOCALLY),
            new Phrase("broken pipe", BROKEN_PIPE),
            new Phrase("socket output is already shutdown", SHUT_DOWN_LOCALLY),
            new Phrase("socket output is shutdown", SHUT_DOWN_LOCALLY),
            new Phrase("socket input is already shutdown", SHUT_DOWN_LOCALLY),
            new Phrase("socket input is shutdown", SHUT_DOWN_LOCALLY),
            new Phrase("cannot send after transport endpoint shutdown", SHUT_DOWN_LOCALLY),
            new Phrase("can't send after socket shutdown", SHUT_DOWN_LOCALLY),
            new Phrase("already been shut down in that direction", SHUT_DOWN_LOCALLY),
            new Phrase("socket is closed", CLOSED_LOCALLY),
            new Phrase("socket closed", CLOSED_LOCALLY),
            new Phrase("closed by interrupt", CLOSED_LOCALLY),
            new Phrase("bad file descriptor", CLOSED_LOCALLY),
            new Phrase("use of closed network connection", CLOSED_LOCALLY),
            new Phrase("read timed out", TIMED_OUT, Operation.READ),
            new Phrase("connect timed out", TIMED_OUT, Operation.CONNECT),
            new Phrase("accept timed out", TIMED_OUT),
            new Phrase("connection timed out", TIMED_OUT),
            new Phrase("operation timed out", TIMED_OUT),
            new Phrase("request timed out", TIMED_OUT),
            new Phrase("connected party did not properly respond", TIMED_OUT, Operation.CONNECT),
            new Phrase("semaphore timeout period has expired", TIMED_OUT),
            new Phrase("connection refused", REFUSED, Operation.CONNECT),
            new Phrase("actively refused it", REFUSED, Operation.CONNECT),
            new Phrase("remote computer refused the network connection", REFUSED, Operation.CONNECT),
            new Phrase("no route to host", UNREACHABLE),
            new Phrase("network is unreachable", UNREACHABLE),
            new Phrase("host is unreachable", UNREACHABLE),
            new Phrase("host is down", UNREACHABLE),
            new Phrase("network is down", UNREACHABLE),
            new Phrase("attempted to an unreachable", UNREACHABLE),
            new Phrase("address already in use", ADDRESS_IN_USE),
            new Phrase("only one usage of each socket address", ADDRESS_IN_USE),
            new Phrase("cannot assign requested address", ADDRESS_NOT_AVAILABLE),
            new Phrase("can't assign requested address", ADDRESS_NOT_AVAILABLE),
            new Phrase("transport endpoint is not connected", NOT_CONNECTED),
            new Phrase("socket is not connected", NOT_CONNECTED),
            new Phrase("too many open files", OUT_OF_RESOURCES),
            new Phrase("no buffer space available", OUT_OF_RESOURCES),
            new Phrase("remote host terminated the handshake", UNEXPECTED_END),
            new Phrase("remote host closed connection during handshake", UNEXPECTED_END),
            new Phrase("ssl peer shut down incorrectly", UNEXPECTED_END, Operation.READ),
            new Phrase("closing inbound before receiving peer's close_notify", UNEXPECTED_END, Operation.READ),
            new Phrase("unexpected end of file from server", UNEXPECTED_END, Operation.READ),
            new Phrase("unexpected end of stream", UNEXPECTED_END, Operation.READ),
            new Phrase("header parser received no bytes", UNEXPECTED_END, Operation.READ),
            new Phrase("eof reached while reading", UNEXPECTED_END, Operation.READ),
            new Phrase("premature eof", UNEXPECTED_END, Operation.READ),
            new Phrase("connection prematurely closed", UNEXPECTED_END, Operation.READ),
            new Phrase("failed to respond", UNEXPECTED_END, Operation.READ),
            new Phrase("socket hang up", UNEXPECTED_END, Operation.READ),
            new Phrase("unexpected eof", UNEXPECTED_END, Operation.READ));

    /// Where a message is cut into the parts that must match as a whole.
    private static final String SEPARATORS = ":;,()[]{}|\"\n!";

    private Texts() {}

    /// Reads a message.
    ///
    /// @param message the message
    /// @param trusted whether the message is known to speak of input or output. If not, the words must make up a
    ///     whole part of it, so that prose that happens to contain them is no match.
    static Recognition recognize(String message, boolean trusted) {
        String text = message.toLowerCase(Locale.ROOT);
        for (Phrase phrase : PHRASES) {
            int at = indexOf(text, phrase.words);
            if (at >= 0 && (trusted || isWholePart(text, at, at + phrase.words.length()))) {
                return new Recognition(phrase.error, operation(phrase.operation, text));
            }
        }
        SocketError byCode = ErrorNumbers.recognize(text, trusted);
        return byCode == SocketError.UNKNOWN
                ? Recognition.UNKNOWN
                : new Recognition(byCode, operation(Operation.UNKNOWN, text));
    }

    private static int indexOf(String text, String words) {
        int at = text.indexOf(words);
        while (at >= 0 && !(isEdge(text, at - 1) && isEdge(text, at + words.length()))) {
            at = text.indexOf(words, at + 1);
        }
        return at;
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    private static boolean isWholePart(String text, int start, int end) {
        int before = start - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        int after = end;
        while (after < text.length() && (text.charAt(after) == ' ' || text.charAt(after) == '.')) {
            after++;
        }
        return (before < 0 || SEPARATORS.indexOf(text.charAt(before)) >= 0)
                && (after >= text.length() || SEPARATORS.indexOf(text.charAt(after)) >= 0);
    }

    /// System calls that a message names, as in `recvAddress(..) failed` or `read: connection reset by peer`.
    private static Operation operation(Operation known, String text) {
        if (known != Operation.UNKNOWN) {
            return known;
        }
        if (names(text, "finishconnect") || names(text, "connect")) {
            return Operation.CONNECT;
        }
        if (names(text, "write")
                || names(text, "writev")
                || names(text, "send")
                || names(text, "sendto")
                || names(text, "writeaddress")
                || names(text, "writevaddresses")
                || names(text, "sendaddress")) {
            return Operation.WRITE;
        }
        if (names(text, "read")
                || names(text, "readv")
                || names(text, "recv")
                || names(text, "recvfrom")
                || names(text, "readaddress")
                || names(text, "recvaddress")) {
            return Operation.READ;
        }
        return Operation.UNKNOWN;
    }

    private static boolean names(String text, String call) {
        return indexOf(text, call) >= 0;
    }

    /// Words that stand for an error.
    private record Phrase(String words, SocketError error, Operation operation) {
        Phrase(String words, SocketError error) {
            this(words, error, Operation.UNKNOWN);
        }
    }
}
