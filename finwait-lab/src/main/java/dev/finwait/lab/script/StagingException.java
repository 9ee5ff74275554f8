package dev.finwait.lab.script;

/// A scenario could not be brought about: the lab's trouble, never the ending under test.
public final class StagingException extends Exception {
    private static final long serialVersionUID = 1;

    /// Says what did not come about.
    ///
    /// @param message one line
    public StagingException(String message) {
        super(message);
    }

    /// Says what did not come about, and why.
    ///
    /// @param message one line
    /// @param cause the trouble behind it
    public StagingException(String message, Throwable cause) {
        super(message, cause);
    }

    /// What did not come about.
    ///
    /// @return one line
    public String reason() {
        return String.valueOf(getMessage());
    }
}
