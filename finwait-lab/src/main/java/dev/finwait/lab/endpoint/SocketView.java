package dev.finwait.lab.endpoint;

import dev.finwait.linux.tcp.TcpState;

/// What the kernel tells about a socket without taking anything from it.
public interface SocketView {
    /// The view where there is none: asking it is an error of the scenario.
    SocketView NONE = new SocketView() {
        @Override
        public TcpState state() {
            throw new UnsupportedOperationException("this socket's state cannot be seen without netlink");
        }

        @Override
        public long unacknowledged() {
            throw new UnsupportedOperationException("this socket's queue cannot be seen without netlink");
        }
    };

    /// The state of the connection at this end.
    ///
    /// @return the state, CLOSE where the kernel has dropped the connection
    TcpState state();

    /// What this end has sent and the other kernel has not acknowledged; a FIN counts as one.
    ///
    /// @return bytes
    long unacknowledged();
}
