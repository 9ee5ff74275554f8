package dev.finwait.linux;

import java.io.IOException;

/// A system call failed where its caller cannot go on without it.
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    /// The call in the style of strace.
    private final String call;
    /// The error number, above 0.
    private final int errno;

    /// Makes the exception of a failed call, with the message `CALL: NAME (NUMBER)`.
    ///
    /// @param call the call in the style of strace
    /// @param errno what it failed with
    public ErrnoException(String call, Errno errno) {
        this(call, errno, "");
    }

    /// Makes the exception of a failed call, with the message `CALL: NAME (NUMBER); ADVICE`.
    ///
    /// @param call the call in the style of strace
    /// @param errno what it failed with
    /// @param advice what the user can do about it; may be empty
    public ErrnoException(String call, Errno errno, String advice) {
        super(call + ": " + errno.name() + " (" + errno.number() + ")" + (advice.isEmpty() ? "" : "; " + advice));
        this.call = call;
        this.errno = errno.number();
    }

    /// Gives the call that failed.
    ///
    /// @return the call in the style of strace
    public String call() {
        return call;
    }

    /// Gives what the call failed with.
    ///
    /// @return the errno
    public Errno errno() {
        return Errno.of(errno);
    }
}
