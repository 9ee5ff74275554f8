package dev.finwait.linux.ffi;

import java.lang.foreign.Arena;

/// One native call on an open descriptor.
@FunctionalInterface
public interface DescriptorCall {
    /// Makes the call.
    ///
    /// @param libc the C library
    /// @param fd the descriptor
    /// @param arena memory for the length of the call
    /// @return the value, or the negated errno
    long invoke(LibC libc, int fd, Arena arena);
}
