package dev.finwait.cli.verdict;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Numbers as people read them. All of them in English, whatever the locale.
public final class Amounts {
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1000 * MEGABYTE;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter EXACT =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

    private Amounts() {}

    /// A number.
    ///
    /// @param number the number
    /// @return for example `1,234,567`
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A number of things.
    ///
    /// @param number how many
    /// @param one what one of them is called; `s` is added for more
    /// @return for example `1 packet`, `1,200 packets`
    public static String count(long number, String one) {
        return number(number) + " " + one + (number == 1 ? "" : "s");
    }

    /// A number of bytes: exact below a million, then with three digits.
    ///
    /// @param bytes how many
    /// @return for example `1 byte`, `17,520 bytes`, `1.21 MB`
    public static String bytes(long bytes) {
        if (bytes < MEGABYTE) {
            return count(bytes, "byte");
        }
        return bytes < GIGABYTE ? digits(bytes / (double) MEGABYTE) + " MB" : digits(bytes / (double) GIGABYTE) + " GB";
    }

    /// A time that passed, in the unit that fits.
    ///
    /// @param nanos nanoseconds
    /// @return for example `12.3 ms`, `65.0 s`, `10 min 3 s`, `3 h 20 min`
    public static String duration(long nanos) {
        if (nanos < 1000) {
            return nanos + " ns";
        }
        if (nanos < SECOND) {
            return nanos < SECOND / 1000 ? digits(nanos / 1e3) + " µs" : digits(nanos / 1e6) + " ms";
        }
        if (nanos < 2 * MINUTE) {
            return String.format(Locale.ROOT, nanos < 10 * SECOND ? "%.2f s" : "%.1f s", nanos / 1e9);
        }
        if (nanos < 2 * HOUR) {
            return pair(nanos, MINUTE, "min", SECOND, "s");
        }
        return nanos < 2 * DAY ? pair(nanos, HOUR, "h", MINUTE, "min") : pair(nanos, DAY, "d", HOUR, "h");
    }

    /// A moment, to the second.
    ///
    /// @param instant the moment
    /// @return for example `2026-11-28 13:00:01 UTC`
    public static String dateTime(Instant instant) {
        return DATE_TIME.format(instant) + " UTC";
    }

    /// A moment within a day, to the millisecond, in UTC.
    ///
    /// @param instant the moment
    /// @return for example `13:00:01.042`
    public static String time(Instant instant) {
        return time(instant, ZoneOffset.UTC);
    }

    /// A moment within a day, to the millisecond.
    ///
    /// @param instant the moment
    /// @param zone where the reader is
    /// @return for example `13:00:01.042`
    public static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /// A moment, exact to the nanosecond, as RFC 3339 has it.
    ///
    /// @param instant the moment
    /// @return for example `2026-11-28T13:00:01.042000000Z`
    public static String exact(Instant instant) {
        return EXACT.format(instant);
    }

    private static String pair(long nanos, long big, String bigName, long small, String smallName) {
        long rest = nanos % big / small;
        return nanos / big + " " + bigName + (rest == 0 ? "" : " " + rest + " " + smallName);
    }

    private static String digits(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
