package dev.finwait.cli.why;

import dev.finwait.capture.CaptureTime;
import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.DurationName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// How users name a time: by RFC 3339, or by what passed since the first packet.
final class TimeName {
    /// Nanoseconds since 1970 do not reach beyond.
    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    private TimeName() {}

    /// Reads a time.
    ///
    /// @param text RFC 3339, or `+` and hours, minutes, seconds
    /// @throws CommandFailure if it is neither
    static CaptureTime parse(String text) {
        if (text.startsWith("+")) {
            return DurationName.parse(text.substring(1))
                    .map(CaptureTime.After::new)
                    .orElseThrow(() -> notATime(text));
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(LATEST)) {
                return new CaptureTime.At(instant);
            }
        } catch (DateTimeException ignore) {
            // Told below.
        }
        throw notATime(text);
    }

    private static CommandFailure notATime(String text) {
        return CommandFailure.badInput("'" + text
                + "' is no time: write 2026-11-28T13:00:00Z, or +90s or +1h30m counted from the first packet.");
    }
}
