package dev.finwait.cli.verdict;

import dev.finwait.diagnosis.facts.Moment;

/// Writes moments as [Amounts#exact] does, fast where one second follows itself or the one before, as in a capture.
/// Not thread-safe.
final class ExactTimes {
    private static final long SECOND = 1_000_000_000;
    private static final int DIGITS = 9;

    private long second = Long.MIN_VALUE;

    /// What a moment of that second begins with, the point before the fraction included.
    private String prefix = "";

    /// The moment, exact to the nanosecond, as RFC 3339 has it.
    String of(Moment at) {
        long seconds = Math.floorDiv(at.nanos(), SECOND);
        if (seconds != second) {
            String text = Amounts.exact(at.instant());
            prefix = text.substring(0, text.length() - DIGITS - 1);
            second = seconds;
        }
        // The leading one keeps the zeros behind it.
        String fraction = Long.toString(SECOND + Math.floorMod(at.nanos(), SECOND));
        return new StringBuilder(prefix.length() + DIGITS + 1)
                .append(prefix)
                .append(fraction, 1, DIGITS + 1)
                .append('Z')
                .toString();
    }
}
