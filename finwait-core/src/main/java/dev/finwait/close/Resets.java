package dev.finwait.close;

import org.jspecify.annotations.Nullable;

/// Recognises the exceptions by which the JDK reports a reset. It has no type for them, only texts;
/// those two are its own or the C library's and are not translated.
final class Resets {
    private static final int LONGEST_CHAIN = 16;

    private Resets() {}

    static boolean isReset(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            String text = cause.getMessage();
            if (text != null && (text.startsWith("Connection reset") || text.startsWith("Broken pipe"))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
