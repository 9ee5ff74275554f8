package dev.finwait.diagnosis.rule;

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
        double seconds = nanos / SECOND;
        return (seconds < 100 ? tenths(seconds) : number(Math.round(seconds))) + " s";
    }

    private static String rounded(double value) {
        return value < 10 ? tenths(value) : Long.toString(Math.round(value));
    }

    private static String tenths(double value) {
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10;
    }

    /// A number of at least 0 with its thousands apart. Many a second are written, too many for a formatter.
    static String number(long value) {
        String digits = Long.toString(value);
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(',');
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    static String bytes(long count) {
        return count(count, "byte");
    }

    static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
