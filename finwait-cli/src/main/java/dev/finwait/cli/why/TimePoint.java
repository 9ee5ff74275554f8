package dev.finwait.cli.why;

import dev.finwait.cli.CommandFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A point in time, as a user names it.
sealed interface TimePoint {
    /// A time of the calendar.
    record Absolute(Instant instant) implements TimePoint {}

    /// So long after the first packet.
    record Offset(Duration duration) implements TimePoint {}

    /// Hours, minutes and seconds, each with its unit; at least one of them.
    Pattern OFFSET = Pattern.compile("\\+(?=\\d)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?");

    /// Reads a time.
    ///
    /// @param text RFC 3339, or `+` and hours, minutes, seconds
    /// @throws CommandFailure if it is neither
    static TimePoint parse(String text) {
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return new Offset(Duration.ofHours(number(offset.group(1)))
                    .plusMinutes(number(offset.group(2)))
                    .plusNanos(nanos(offset.group(3))));
        }
        try {
            return new Absolute(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw CommandFailure.badInput("'" + text
                    + "' is no time: write 2026-11-28T13:00:00Z, or +90s or +1h30m counted from the first packet.");
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long nanos(String seconds) {
        return seconds == null ? 0 : new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
