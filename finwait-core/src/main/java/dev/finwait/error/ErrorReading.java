package dev.finwait.error;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// What an exception or a text says about a socket.
///
/// An exception is read along its whole chain of causes, and the deepest one that is recognised counts, because
/// libraries wrap the socket's error in their own. Two readings give way to any other, since libraries also raise them
/// after the true error: a socket closed by this process, and a failed connect without a text. Suppressed exceptions
/// are asked only when the chain says nothing: they mostly tell of the clean-up after the error.
///
/// @param error the meaning, [SocketError#UNKNOWN] when nothing is recognised
/// @param operation what the program was doing, as far as stack frames or the text tell
/// @param evidence the words that were recognised, for example `java.net.SocketException: Connection reset`; the input
///     itself when nothing was recognised
public record ErrorReading(SocketError error, Operation operation, String evidence) {
    /// Reads an exception.
    ///
    /// @param thrown the exception
    /// @return the reading
    public static ErrorReading of(Throwable thrown) {
        ErrorReading best = ofChain(thrown);
        if (best.error != SocketError.UNKNOWN) {
            return best;
        }
        ErrorReading fallback = best;
        for (Throwable suppressed : thrown.getSuppressed()) {
            ErrorReading other = ofChain(suppressed);
            fallback = fallback.givesWayTo(other) ? other : fallback;
        }
        return fallback;
    }

    /// Reads the text of an error, as found in a log line or typed by a person.
    ///
    /// @param text one line
    /// @return the reading
    public static ErrorReading ofText(String text) {
        Recognition found = Texts.recognize(text, true);
        if (found.error() == SocketError.UNKNOWN) {
            found = TypeNames.recognize(text.strip());
        }
        return new ErrorReading(found.error(), found.operation(), text.strip());
    }

    /// Tells whether another reading, from deeper in the same chain, counts more than this one.
    boolean givesWayTo(ErrorReading deeper) {
        return deeper.error != SocketError.UNKNOWN && weight(deeper.error) >= weight(error);
    }

    private static ErrorReading ofChain(Throwable thrown) {
        ErrorReading best = ofOne(thrown);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        Throwable cause = thrown.getCause();
        while (cause != null && seen.add(cause)) {
            ErrorReading deeper = ofOne(cause);
            best = best.givesWayTo(deeper) ? deeper : best;
            cause = cause.getCause();
        }
        return best;
    }

    private static ErrorReading ofOne(Throwable thrown) {
        Recognition found = Recognition.UNKNOWN;
        String message = thrown.getMessage();
        if (message != null) {
            found = Texts.recognize(message, TypeNames.isInputOutput(thrown.getClass()));
        }
        Class<?> type = thrown.getClass();
        while (found.error() == SocketError.UNKNOWN && type != null) {
            found = TypeNames.recognize(type.getName());
            type = type.getSuperclass();
        }
        Operation operation = Frames.operation(thrown.getStackTrace());
        return new ErrorReading(
                found.error(), operation == Operation.UNKNOWN ? found.operation() : operation, thrown.toString());
    }

    private static int weight(SocketError error) {
        return switch (error) {
            case UNKNOWN -> 0;
            case CLOSED_LOCALLY -> 1;
            case CONNECT_FAILED -> 2;
            default -> 3;
        };
    }
}
