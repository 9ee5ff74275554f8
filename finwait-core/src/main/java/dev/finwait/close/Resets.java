package dev.finwait.close;

import dev.finwait.error.SocketError;

/// Recognises the exceptions by which the JDK and TLS libraries report a reset.
final class Resets {
    private Resets() {}

    static boolean isReset(Throwable thrown) {
        SocketError error = SocketError.of(thrown);
        return error == SocketError.RESET_BY_PEER || error == SocketError.BROKEN_PIPE;
    }
}
