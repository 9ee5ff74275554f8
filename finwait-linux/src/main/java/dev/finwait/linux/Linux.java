package dev.finwait.linux;

import java.util.Set;

/// Tells whether this module can work here.
///
/// Thread-safe.
public final class Linux {
    /// Architectures on which the kernel keeps the generic numbers of socket options and ioctls (POWER, SPARC,
    /// MIPS and Alpha have their own).
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64", "riscv64", "loongarch64", "s390x");

    private static final String SYSTEM = System.getProperty("os.name", "");
    private static final String ARCHITECTURE = System.getProperty("os.arch", "");
    private static final boolean AVAILABLE = SYSTEM.equals("Linux") && ARCHITECTURES.contains(ARCHITECTURE);

    private Linux() {}

    /// Tells whether this JVM runs on Linux, on a 64-bit architecture with the kernel's generic socket
    /// numbers. Elsewhere every call of this module that would reach the kernel throws
    /// [UnsupportedOperationException], and no native symbol is looked up.
    ///
    /// @return true where raw sockets can work
    public static boolean isAvailable() {
        return AVAILABLE;
    }

    /// Returns when [#isAvailable()] holds.
    ///
    /// @throws UnsupportedOperationException elsewhere; the message names this system
    public static void requireAvailable() {
        if (!AVAILABLE) {
            throw new UnsupportedOperationException("Raw sockets need Linux on one of " + ARCHITECTURES + ", this is "
                    + SYSTEM + " on " + ARCHITECTURE + "; ask Linux.isAvailable() first");
        }
    }
}
