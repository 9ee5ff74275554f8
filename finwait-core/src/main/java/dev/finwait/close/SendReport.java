package dev.finwait.close;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What became of the last bytes of a connection and of its close. Its text is one line, made for a log:
/// `2097152 bytes sent; PEER_CLOSED after 3.214 ms: 8388608 bytes drained, 0 unread`.
///
/// Immutable, and safe for use by several threads. Later versions may add components.
///
/// @param bytesSent the bytes of the caller that were handed to the system; over streams a lower bound when
///     the sending was cut short
/// @param complete whether these were all. If not, the connection was reset, so that the peer cannot take a
///     part for the whole
/// @param sourceError why the bytes could not be read from their stream or file, null when they could
/// @param close how the connection ended; its elapsed time and its drained bytes begin with the call, so they
///     include the sending
public record SendReport(
        long bytesSent, boolean complete, @Nullable IOException sourceError, CloseReport close) {
    /// Checks the components.
    ///
    /// @throws NullPointerException if the report of the close is null
    /// @throws IllegalArgumentException if the number is negative
    public SendReport {
        Objects.requireNonNull(close, "close");
        if (bytesSent < 0) {
            throw new IllegalArgumentException("bytesSent is negative: " + bytesSent);
        }
    }

    @Override
    public String toString() {
        String failed = sourceError == null ? "" : " (" + sourceError.getMessage() + ")";
        return bytesSent + " bytes sent" + (complete ? "" : ", not all") + failed + "; " + close;
    }
}
