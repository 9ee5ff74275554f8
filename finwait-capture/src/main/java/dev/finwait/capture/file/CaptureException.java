package dev.finwait.capture.file;

import java.io.IOException;

/// A file that cannot be read as a capture. The message is one line for the user: which file, what is wrong with it,
/// what to do.
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1;

    /// For a user.
    ///
    /// @param message one line
    public CaptureException(String message) {
        super(message);
    }
}
