package dev.finwait.close;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One connection, as far as closing it needs. Used by the closing thread alone, except for [#abort()].
interface Transport {
    /// The longest single wait, so that interrupts and closes that wake nobody are noticed.
    long SLICE_NANOS = 100_000_000;

    /// What [#discard] returns when the stream has ended.
    int END_OF_STREAM = -1;

    boolean isOpen();

    boolean isConnected();

    boolean isInputShut();

    /// Tells whether a call can wait for a lock that another thread holds, so that somebody must call
    /// [#abort()] in time.
    boolean canBlock();

    /// The address of this side; null when there is none (any more). Asked before the close.
    default @Nullable SocketAddress localAddress() {
        return null;
    }

    /// The address of the peer; null when there is none (any more). Asked before the close.
    default @Nullable SocketAddress remoteAddress() {
        return null;
    }

    /// Tells whether the bytes of the application are those of the connection: false under TLS, which has
    /// bytes of its own to send and to receive at the end.
    default boolean isPlain() {
        return false;
    }

    /// Switches SO_LINGER off.
    void clearLinger() throws IOException;

    /// Makes the close that follows a reset, where the transport has one.
    void resetOnClose();

    /// Sends the FIN, behind everything written before. Does nothing when that is done already.
    void shutdownOutput() throws IOException;

    /// Reads and throws away up to `max` bytes, waiting for the first at most `waitNanos` and never
    /// longer than a slice.
    ///
    /// @return how many, 0 when none came, [#END_OF_STREAM]
    int discard(int max, long waitNanos) throws IOException;

    /// What end-of-stream means, asked once it was met. The JDK also reports it when this side shut its input.
    default CloseOutcome ending() throws IOException {
        return isInputShut() ? CloseOutcome.INPUT_SHUT : CloseOutcome.PEER_CLOSED;
    }

    /// The bytes in the receive queue, where that can be told.
    OptionalLong unread();

    void close() throws IOException;

    /// Closes from another thread, whatever is going on; makes blocked calls return.
    void abort() throws IOException;

    static int ceilMillis(long nanos) {
        return ceilMillis(nanos, SLICE_NANOS);
    }

    /// Rounds a wait up to milliseconds.
    ///
    /// @param longest the bound on the wait, at most some days
    static int ceilMillis(long nanos, long longest) {
        return (int) ((Math.min(nanos, longest) + 999_999) / 1_000_000);
    }
}
