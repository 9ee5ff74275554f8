package dev.finwait.bench.stretch;

import java.io.IOException;

/// The process that was to take the packets does not take them (any more).
final class NobodyReadsException extends IOException {
    private static final long serialVersionUID = 1;

    NobodyReadsException(IOException cause) {
        super("nobody reads on: " + cause.getMessage(), cause);
    }
}
