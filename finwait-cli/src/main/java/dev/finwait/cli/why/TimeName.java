package dev.finwait.cli.why;

import dev.finwait.capture.CaptureTime;
import dev.finwait.cli.CommandFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How users name a time: by RFC 3339, or by what passed since the first packet.
final class TimeName {
    /// Hours, minutes and seconds, each with its unit; at least one of them.
    private static final Pattern OFFSET =
            Pattern.compile("\\+(?=\\d)(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8}(?:\\.\\d{1,9})?)s)?");

    /// Nanoseconds since 1970 do not reach beyond.
    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    private TimeName() {}

    /// Reads a time.
    ///
    /// @param text RFC 3339, or `+` and hours, minutes, seconds
    /// @throws CommandFailure if it is neither
    static CaptureTime parse(String text) {
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return new CaptureTime.After(Duration.ofHours(number(offset.group(1)))
                    .plusMinutes(number(offset.group(2)))
                    .plusNanos(nanos(offset.group(3))));
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(LATEST)) {
                return new CaptureTime.At(instant);
            }
        } catch (DateTimeException ignore) {
            // Told below.
        }
        throw CommandFailure.badInput("'" + text
                + "' is no time: write 2026-11-28T13:00:00Z, or +90s or +1h30m counted from the first packet.");
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long nanos(@Nullable String seconds) {
        return seconds == null ? 0 : new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
