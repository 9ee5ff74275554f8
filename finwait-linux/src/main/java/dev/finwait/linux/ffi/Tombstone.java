package dev.finwait.linux.ffi;

import java.lang.foreign.Arena;

/// A descriptor on which every call fails with EBADF: opened with O_PATH, once per process and for good.
final class Tombstone {
    private static final int O_PATH_CLOEXEC = 0x200000 | 0x80000;

    /// The descriptor, below 0 while it is not open; guarded by the class.
    private static long descriptor = -1;

    private Tombstone() {}

    /// Gives the descriptor, opening it the first time.
    ///
    /// @return the descriptor, or the negated errno of a failed open, which the next call tries again
    static synchronized long descriptor() {
        if (descriptor < 0) {
            try (Arena arena = Arena.ofConfined()) {
                descriptor = new LibC(arena).open(arena.allocateFrom("/"), O_PATH_CLOEXEC);
            }
        }
        return descriptor;
    }
}
