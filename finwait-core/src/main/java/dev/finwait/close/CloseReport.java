package dev.finwait.close;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What one graceful close did and how it ended. Its text is one line, made for a log: `PEER_CLOSED
/// after 3.214 ms: 8388608 bytes drained, 0 unread`.
///
/// Immutable, and safe for use by several threads. Later versions may add components; the constructor
/// with these five will stay.
///
/// @param outcome how the close ended
/// @param bytesDrained the bytes of the peer that were read and discarded; of an `SSLSocket` those of
///     the application
/// @param bytesUnread the bytes that lay unread in the receive queue right before the close. More than
///     zero means that the close threw them away and so reset the connection (RFC 1122 4.2.2.13). Zero
///     is a snapshot: bytes that arrive later are answered by a reset too. Empty where it cannot be
///     told: when it was closed before or by somebody else, when its input is shut, and for an
///     `SSLSocket`
/// @param elapsed how long the call took
/// @param error what the network or the system reported last, or null when nothing failed
public record CloseReport(
        CloseOutcome outcome,
        long bytesDrained,
        OptionalLong bytesUnread,
        Duration elapsed,
        @Nullable IOException error) {
    /// Checks the components.
    ///
    /// @throws NullPointerException if one other than the error is null
    /// @throws IllegalArgumentException if a number or the duration is negative
    public CloseReport {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(bytesUnread, "bytesUnread");
        Objects.requireNonNull(elapsed, "elapsed");
        if (bytesDrained < 0 || bytesUnread.orElse(0) < 0 || elapsed.isNegative()) {
            throw new IllegalArgumentException(
                    "negative: drained " + bytesDrained + ", unread " + bytesUnread + ", elapsed " + elapsed);
        }
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(96)
                .append(outcome)
                .append(String.format(Locale.ROOT, " after %.3f ms: ", elapsed.toNanos() / 1e6))
                .append(bytesDrained)
                .append(" bytes drained, ")
                .append(bytesUnread.isPresent() ? Long.toString(bytesUnread.getAsLong()) : "unknown")
                .append(" unread");
        if (error != null) {
            line.append(" (").append(error).append(')');
        }
        return line.toString();
    }
}
