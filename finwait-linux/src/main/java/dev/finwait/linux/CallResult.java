package dev.finwait.linux;

/// What one system call gave: its value, or the errno it failed with.
///
/// A call that failed for what the network did is a result like any other, so it is returned and not thrown.
/// Immutable.
///
/// @param call the call in the style of strace, such as `recv(4096)`
/// @param value what the call gave: a count of bytes, a descriptor, the value of an option that was asked for,
///     else 0; -1
///     when it failed
/// @param errno 0 when the call succeeded, else its error number
public record CallResult(String call, long value, int errno) {
    /// Checks that value and errno do not contradict each other.
    public CallResult {
        if (errno < 0 || (errno > 0 && value != -1)) {
            throw new IllegalArgumentException(call + " cannot give value " + value + " with errno " + errno);
        }
    }

    /// Makes the result of a call that succeeded.
    ///
    /// @param call the call in the style of strace
    /// @param value what it gave
    /// @return the result
    public static CallResult success(String call, long value) {
        return new CallResult(call, value, 0);
    }

    /// Makes the result of a call that failed.
    ///
    /// @param call the call in the style of strace
    /// @param errno what it failed with
    /// @return the result, with value -1
    public static CallResult failure(String call, Errno errno) {
        return new CallResult(call, -1, errno.number());
    }

    /// Makes a result from a value in the kernel's own convention.
    ///
    /// @param call the call in the style of strace
    /// @param returned the value if 0 or more, else the negated errno
    /// @return the result
    public static CallResult fromKernel(String call, long returned) {
        return returned >= 0 ? success(call, returned) : failure(call, Errno.of((int) -returned));
    }

    /// Tells whether the call succeeded.
    ///
    /// @return true without errno
    public boolean ok() {
        return errno == 0;
    }

    /// Tells whether the call failed with this errno.
    ///
    /// @param expected the errno to compare with
    /// @return true if it is the same
    public boolean failedWith(Errno expected) {
        return errno != 0 && errno == expected.number();
    }

    /// Gives the name of the errno.
    ///
    /// @return such as `ECONNRESET`; empty when the call succeeded
    public String errnoName() {
        return ok() ? "" : Errno.of(errno).name();
    }

    /// Gives this result if the call succeeded.
    ///
    /// @return this
    /// @throws ErrnoException if the call failed
    public CallResult orThrow() throws ErrnoException {
        if (!ok()) {
            throw new ErrnoException(call, Errno.of(errno));
        }
        return this;
    }

    /// Renders the call with its outcome in the style of strace.
    ///
    /// @return such as `recv(4096) = -1 ECONNRESET`
    @Override
    public String toString() {
        return ok() ? call + " = " + value : call + " = -1 " + errnoName();
    }
}
