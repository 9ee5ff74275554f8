package dev.finwait.linux;

/// Tells whether this module can work here.
///
/// Thread-safe.
public final class Linux {
    private Linux() {}

    /// Tells whether this JVM runs on Linux. Elsewhere every other call of this module throws
    /// [UnsupportedOperationException].
    ///
    /// @return true on Linux
    public static boolean isAvailable() {
        return System.getProperty("os.name", "").equals("Linux");
    }
}
