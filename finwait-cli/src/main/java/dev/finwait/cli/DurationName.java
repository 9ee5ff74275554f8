package dev.finwait.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How users name a time that passes: hours, minutes and seconds, each with its unit, as in `1h30m`.
public final class DurationName {
    /// At least one of them.
    private static final Pattern FORM =
            Pattern.compile("(?=\\d)(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8}(?:\\.\\d{1,9})?)s)?");

    private DurationName() {}

    /// Reads a duration.
    ///
    /// @param text for example `90s`, `1h30m`
    /// @return the duration; empty if the text is none
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofHours(number(form.group(1)))
                .plusMinutes(number(form.group(2)))
                .plusNanos(nanos(form.group(3))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long nanos(@Nullable String seconds) {
        return seconds == null ? 0 : new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
