package dev.finwait.diagnosis.rule;

import java.util.Locale;

/// Numbers as people read them.
final class Words {
    private static final double MICRO = 1e3;

    private static final double MILLI = 1e6;

    private static final double SECOND = 1e9;

    private Words() {}

    /// Three digits and a unit: `12 us`, `3.4 ms`, `65.0 s`.
    static String time(long nanos) {
        if (nanos < MILLI) {
            return rounded(nanos / MICRO) + " us";
        }
        if (nanos < SECOND) {
            return rounded(nanos / MILLI) + " ms";
        }
        return String.format(Locale.ROOT, nanos < 100 * SECOND ? "%.1f s" : "%.0f s", nanos / SECOND);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    static String bytes(long count) {
        return count == 1 ? "1 byte" : String.format(Locale.ROOT, "%,d bytes", count);
    }

    static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : String.format(Locale.ROOT, "%,d %ss", count, noun);
    }
}
