package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import dev.finwait.linux.socket.RawSocket;
import java.net.InetSocketAddress;

/// A listening socket in whose accept queue the connection waits.
public final class ListenerEndpoint extends SilentEndpoint {
    private final RawSocket listener;

    /// Takes over a listener.
    ///
    /// @param listener the listening socket
    /// @param local its address
    /// @param remote the address of the peer that waits in its queue
    public ListenerEndpoint(RawSocket listener, InetSocketAddress local, InetSocketAddress remote) {
        super(local, remote);
        this.listener = listener;
    }

    @Override
    public Answer close() {
        return Answer.of("close() of the listener", listener.closeNow());
    }

    @Override
    public void abandon() {
        listener.close();
    }
}
