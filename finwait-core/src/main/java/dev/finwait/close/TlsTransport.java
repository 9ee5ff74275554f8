package dev.finwait.close;

import java.io.IOException;
import java.net.SocketException;
import java.util.OptionalLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/// An [SSLSocket]. Shutting its output sends the close_notify and then the FIN; its drain decrypts and discards
/// until the peer's close_notify (RFC 8446 6.1, RFC 5246 7.2.1).
///
/// The JDK treats a FIN without close_notify as if it had come with one, but shuts the input of the TCP
/// connection only in that case. This is how the two are told apart.
final class TlsTransport extends SocketTransport {
    private final SSLSocket socket;
    private boolean broken;

    TlsTransport(SSLSocket socket) {
        super(socket);
        this.socket = socket;
    }

    /// The JDK closes the socket when a record cannot be decrypted. That is a failure, and no close by another
    /// thread.
    @Override
    public boolean isOpen() {
        return broken || super.isOpen();
    }

    /// What the JDK calls shut is for [#ending()] to judge.
    @Override
    public boolean isInputShut() {
        return false;
    }

    @Override
    public boolean isPlain() {
        return false;
    }

    @Override
    public int discard(int max, long waitNanos) throws IOException {
        try {
            int count = discardApplicationData(max, waitNanos);
            // Another thread's close gives its readers an end, too.
            if (count == END_OF_STREAM && socket.isClosed()) {
                throw new SocketException("Socket closed");
            }
            return count;
        } catch (SSLException e) {
            broken = true;
            throw e;
        }
    }

    private int discardApplicationData(int max, long waitNanos) throws IOException {
        try {
            return super.discard(max, waitNanos);
        } catch (SocketException e) {
            if (socket.isClosed() || Resets.isReset(e)) {
                throw e;
            }
            if (endWasReadBefore()) {
                return END_OF_STREAM;
            }
            throw unfinished(e);
        }
    }

    /// Once the JDK has read the end, it hands out no stream any more.
    private boolean endWasReadBefore() {
        try {
            return socket.getInputStream() == null;
        } catch (IOException noStream) {
            return true;
        }
    }

    /// Without a session there is no way through the `SSLSocket` to the bytes below it.
    private static SSLException unfinished(SocketException e) {
        return new SSLException(
                "the TLS handshake was not finished, so nothing could be drained; where the socket below is"
                        + " known, call GracefulClose.close(tls, below, budget)",
                e);
    }

    @Override
    public CloseOutcome ending() throws IOException {
        boolean truncated = socket.isInputShutdown() && !isBelowLeftOpen();
        return truncated ? CloseOutcome.TRUNCATED : CloseOutcome.PEER_CLOSED;
    }

    /// Over a socket that is not closed with it (autoClose false) the input counts as shut after either end,
    /// so nothing can be told. Such a socket is recognised by what lives on behind the close, which sends
    /// nothing here, because both directions of TLS have ended.
    private boolean isBelowLeftOpen() throws IOException {
        socket.close();
        try {
            socket.getSoTimeout();
            return true;
        } catch (SocketException closedWithIt) {
            return false;
        }
    }

    @Override
    public OptionalLong unread() {
        return OptionalLong.empty();
    }

    /// With a writer in another thread the close would wait for that writer to send the close_notify, unless
    /// linger limits the wait; the price is a reset, where the FIN cannot go out anyway. Once the output is
    /// shut there is no such wait.
    @Override
    public void abort() throws IOException {
        if (!socket.isOutputShutdown()) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }
}
