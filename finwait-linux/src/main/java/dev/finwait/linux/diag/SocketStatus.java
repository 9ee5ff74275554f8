package dev.finwait.linux.diag;

import dev.finwait.linux.tcp.TcpInfo;
import dev.finwait.linux.tcp.TcpState;
import java.net.InetSocketAddress;
import java.util.Optional;

/// What the kernel says about one TCP socket at one moment (`struct inet_diag_msg`). Immutable.
///
/// @param local the socket's own address
/// @param remote the peer's address; the wildcard with port 0 in LISTEN
/// @param state the state
/// @param receiveQueue sequence numbers received in order and not read (`idiag_rqueue`): every unread byte is
///     one, and so is
///     the peer's FIN until end-of-stream has been read; in LISTEN the connections that wait to be accepted
/// @param sendQueue sequence numbers handed to send and not acknowledged (`idiag_wqueue`), sent or not:
///     every byte is one,
///     and so is this side's SYN or FIN; in LISTEN the limit of the accept queue
/// @param inode the inode of the socket's file; 0 when no process holds the socket (an orphan, or not
///     accepted yet)
/// @param uid the user who made the socket; 0 also for an orphan in TIME_WAIT, or in FIN_WAIT2 as a small
///     record
/// @param timer the timer that runs
/// @param tcpInfo the connection's figures; empty where the kernel keeps only a small record: in TIME_WAIT, in
/// FIN_WAIT2
///     after the close, in SYN_RECV
public record SocketStatus(
        InetSocketAddress local,
        InetSocketAddress remote,
        TcpState state,
        long receiveQueue,
        long sendQueue,
        long inode,
        long uid,
        KernelTimer timer,
        Optional<TcpInfo> tcpInfo) {
    /// Gives the bytes that the kernel holds for the application to read, without the peer's FIN; a
    /// close with any of them resets the connection. Equal to FIONREAD.
    ///
    /// @return the count; 0 in LISTEN
    public long unreadBytes() {
        return SocketQueues.unread(state, receiveQueue);
    }

    /// Gives the bytes of data that the peer's TCP has not acknowledged, whether sent or still queued, without
    /// SYN and FIN.
    ///
    /// @return the count; 0 in LISTEN
    public long unacknowledgedBytes() {
        return SocketQueues.unacknowledged(state, sendQueue);
    }

    /// Tells whether the peer's TCP has acknowledged everything handed to send, and the FIN if there
    /// was one. It does not tell whether the peer's application has read it.
    ///
    /// @return true with nothing left to be acknowledged
    public boolean isAllAcknowledged() {
        return state != TcpState.LISTEN && sendQueue == 0;
    }

    /// Tells whether no process holds the socket.
    ///
    /// @return true without an inode: closed by its process, or not accepted yet
    public boolean isOrphan() {
        return inode == 0;
    }
}
