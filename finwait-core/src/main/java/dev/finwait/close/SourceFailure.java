package dev.finwait.close;

import java.io.IOException;

/// Bytes that were to be sent could not be had. No fault of the connection.
final class SourceFailure extends IOException {
    private static final long serialVersionUID = 1;

    SourceFailure(IOException cause) {
        super("the last bytes could not be read, so the connection is reset: " + cause.getMessage(), cause);
    }

    SourceFailure(String what) {
        super(what);
    }
}
