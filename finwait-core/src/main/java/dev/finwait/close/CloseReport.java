package dev.finwait.close;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What one graceful close did and how it ended. Its text is one line, made for a log: `PEER_CLOSED
/// after 3.214 ms: 8388608 bytes drained, 0 unread, 0 unsent, delivery acknowledged, plain close would
/// have reset, rtt 0.041 ms`. What is unknown it leaves out, except for the unread bytes.
///
/// Immutable, and safe for use by several threads. Later versions may add components; the constructor
/// with the first five will stay.
///
/// @param outcome how the close ended
/// @param bytesDrained the bytes of the peer that were read and discarded; of an `SSLSocket` those of
///     the application
/// @param bytesUnread the bytes that lay unread in the receive queue right before the close. More than
///     zero means that the close threw them away and so reset the connection (RFC 1122 4.2.2.13). Zero
///     is a snapshot: bytes that arrive later are answered by a reset too. Empty where it cannot be
///     told: when it was closed before or by somebody else, when its input is shut, and for an
///     `SSLSocket` without diagnostics
/// @param elapsed how long the call took
/// @param error what the network or the system reported last, or null when nothing failed
/// @param bytesUnsent the bytes of this side that its kernel still held when the connection was closed,
///     because they were not sent or not acknowledged; the FIN is not counted. The kernel goes on
///     sending them unless the connection was reset. Empty without diagnostics
/// @param delivery whether the peer's TCP acknowledged what this side sent
/// @param wouldHaveReset whether a plain close at the moment of the call would have reset the
///     connection, at once or later. Yes: bytes of the peer were unread at that moment, or came
///     afterwards. No: the peer sent nothing more before its FIN. Unknown: neither was seen
/// @param rtt the smoothed round-trip time of the connection; empty without diagnostics
/// @param source where unread and unsent bytes, delivery and RTT were learned
public record CloseReport(
        CloseOutcome outcome,
        long bytesDrained,
        OptionalLong bytesUnread,
        Duration elapsed,
        @Nullable IOException error,
        OptionalLong bytesUnsent,
        Delivery delivery,
        Finding wouldHaveReset,
        Optional<Duration> rtt,
        FactSource source) {
    /// Checks the components.
    ///
    /// @throws NullPointerException if one other than the error is null
    /// @throws IllegalArgumentException if a number or a duration is negative
    public CloseReport {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(bytesUnread, "bytesUnread");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(bytesUnsent, "bytesUnsent");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(wouldHaveReset, "wouldHaveReset");
        Objects.requireNonNull(rtt, "rtt");
        Objects.requireNonNull(source, "source");
        requireNotNegative(bytesDrained, "bytesDrained");
        requireNotNegative(bytesUnread.orElse(0), "bytesUnread");
        requireNotNegative(bytesUnsent.orElse(0), "bytesUnsent");
        requireNotNegative(elapsed.toSeconds(), "elapsed");
        requireNotNegative(rtt.orElse(Duration.ZERO).toSeconds(), "rtt");
    }

    /// Makes a report without what only diagnostics tell. Would have reset is told by the numbers: yes when
    /// bytes were drained or are unread, unknown otherwise.
    ///
    /// @param outcome how the close ended
    /// @param bytesDrained the bytes of the peer that were read and discarded
    /// @param bytesUnread the bytes that lay unread right before the close, where that can be told
    /// @param elapsed how long the call took
    /// @param error what the network or the system reported last, or null when nothing failed
    /// @throws NullPointerException if one other than the error is null
    /// @throws IllegalArgumentException if a number or the duration is negative
    public CloseReport(
            CloseOutcome outcome,
            long bytesDrained,
            OptionalLong bytesUnread,
            Duration elapsed,
            @Nullable IOException error) {
        this(
                outcome,
                bytesDrained,
                bytesUnread,
                elapsed,
                error,
                OptionalLong.empty(),
                new Delivery.Unknown(),
                bytesDrained > 0 || bytesUnread.orElse(0) > 0 ? Finding.YES : Finding.UNKNOWN,
                Optional.empty(),
                bytesUnread.isPresent() ? FactSource.AVAILABLE : FactSource.NONE);
    }

    private static void requireNotNegative(long number, String name) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " is negative: " + number);
        }
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(160)
                .append(outcome)
                .append(" after ")
                .append(millis(elapsed))
                .append(": ")
                .append(bytesDrained)
                .append(" bytes drained, ")
                .append(bytesUnread.isPresent() ? Long.toString(bytesUnread.getAsLong()) : "unknown")
                .append(" unread");
        bytesUnsent.ifPresent(bytes -> line.append(", ").append(bytes).append(" unsent"));
        if (!(delivery instanceof Delivery.Unknown)) {
            line.append(", delivery ").append(delivery);
        }
        if (wouldHaveReset == Finding.YES) {
            line.append(", plain close would have reset");
        }
        rtt.ifPresent(time -> line.append(", rtt ").append(millis(time)));
        if (error != null) {
            line.append(" (").append(error).append(')');
        }
        return line.toString();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }
}
