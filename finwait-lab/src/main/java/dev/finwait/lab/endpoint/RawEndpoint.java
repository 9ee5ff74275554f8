package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import dev.finwait.linux.CallResult;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.socket.RawSocket;
import dev.finwait.linux.socket.Shutdown;
import dev.finwait.linux.tcp.TcpState;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A socket used through the system calls themselves, so that every errno is seen as the kernel gave it.
public final class RawEndpoint extends ConnectedEndpoint implements Dialing, SocketView {
    private static final int CHUNK = 256 * 1024;

    private final RawSocket socket;
    private @Nullable RawSocket duplicate;

    /// Takes over a socket.
    ///
    /// @param socket the socket
    /// @param local its address
    /// @param remote the address it is, or will be, connected to
    public RawEndpoint(RawSocket socket, InetSocketAddress local, InetSocketAddress remote) {
        super(local, remote);
        this.socket = socket;
    }

    @Override
    public Answer connect() {
        return Answer.of(socket.connect(remote()));
    }

    @Override
    public Answer send(int bytes) {
        byte[] chunk = new byte[Math.min(bytes, CHUNK)];
        String call = "send(" + bytes + ")";
        long sent = 0;
        while (sent < bytes) {
            byte[] next = bytes - sent < chunk.length ? new byte[(int) (bytes - sent)] : chunk;
            CallResult result = socket.send(next);
            if (!result.ok()) {
                return Answer.of(call, result).after(sent);
            }
            sent += result.value();
        }
        return Answer.returned(call, sent);
    }

    @Override
    public Answer receive(int max) {
        return Answer.of(socket.recv(max));
    }

    @Override
    public Answer shutdown(Half half) {
        return Answer.of(socket.shutdown(
                switch (half) {
                    case READ -> Shutdown.RD;
                    case WRITE -> Shutdown.WR;
                    case BOTH -> Shutdown.RDWR;
                }));
    }

    @Override
    public Answer linger(int seconds) {
        return Answer.of(socket.setLinger(seconds >= 0, Math.max(seconds, 0)));
    }

    @Override
    public Answer close() {
        return Answer.of("close()", socket.closeNow());
    }

    /// Asks for SO_ERROR, which takes the error from the socket.
    ///
    /// @return the number of the errno
    public Answer soError() {
        return Answer.of(socket.soError());
    }

    /// Makes a second descriptor.
    ///
    /// @return 0
    public Answer duplicate() {
        try {
            duplicate = socket.dup();
            return Answer.returned("dup()", 0);
        } catch (ErrnoException e) {
            return Answer.threw("dup()", e);
        }
    }

    /// Closes the second descriptor.
    ///
    /// @return what close gave
    public Answer closeDuplicate() {
        if (duplicate == null) {
            throw new IllegalStateException("the scenario closes a duplicate that it never made");
        }
        return Answer.of("close() of the dup", duplicate.closeNow());
    }

    /// Makes the descriptor non-blocking.
    ///
    /// @return what the call gave
    public Answer nonBlocking() {
        return Answer.of(socket.setNonBlocking(true));
    }

    /// Limits how long a read waits.
    ///
    /// @param time the limit
    /// @return what the call gave
    public Answer readTimeout(Duration time) {
        return Answer.of(socket.setReceiveTimeout(time));
    }

    /// Forgets the connection without a packet: in repair mode close sends nothing.
    ///
    /// @return what the calls gave
    public Answer vanish() {
        CallResult repair = socket.setRepair(true);
        return repair.ok() ? Answer.of("the host loses its state", socket.closeNow()) : Answer.of(repair);
    }

    @Override
    public int unread() {
        return (int) Math.max(0, socket.unread().value());
    }

    @Override
    public TcpState state() {
        try {
            return socket.state();
        } catch (ErrnoException e) {
            return TcpState.CLOSE;
        }
    }

    @Override
    public long unacknowledged() {
        return Math.max(0, socket.unacknowledged().value());
    }

    @Override
    public void abandon() {
        socket.close();
        if (duplicate != null) {
            duplicate.close();
        }
    }
}
