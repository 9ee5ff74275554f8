package dev.finwait.kernel.trace;

import java.io.IOException;

/// The kernel describes its tracing in a way that is not understood here. The message is one line.
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Makes the exception.
    ///
    /// @param message what is not understood
    public TraceFormatException(String message) {
        super(message);
    }
}
