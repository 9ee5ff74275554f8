package dev.finwait.diagnosis.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the kernel of one host tells of a connection with a reset. The host has one end of it, or both,
/// as on loopback.
///
/// @param local the side that this host has; null when it has both
/// @param sent the first reset that this host sent; null when it sent none
/// @param received the first reset that a socket of this host received; null when none was seen
/// @param moreSent further resets that this host sent on the connection
/// @param history changes of state of its sockets, in order of time; and from `TCP_LISTEN` to `TCP_CLOSE` the close of
///     the socket that listened at the server's end, when that was within the second before the reset
/// @param errors errors put on its sockets
/// @param closing what was known when a local socket was closed; null when no close was seen
/// @param counters how the host's counters moved around the reset
public record KernelFacts(
        @Nullable Side local,
        @Nullable SentReset sent,
        @Nullable Moment received,
        long moreSent,
        List<StateChange> history,
        List<SocketErrorReport> errors,
        @Nullable Closing closing,
        Counters counters) {
    /// Takes copies of the lists.
    public KernelFacts {
        history = List.copyOf(history);
        errors = List.copyOf(errors);
    }

    /// A reset that left this host: event `tcp:tcp_send_reset`.
    ///
    /// @param at when
    /// @param from the side that sent it
    /// @param reason the kernel's reason by name, for example `TCP_ABORT_ON_CLOSE`; null on kernels
    ///     that give none
    /// @param state the state of the socket by name, for example `TCP_CLOSE`; null when there was no
    ///     socket
    /// @param context in whose context the event ran
    /// @param process the process of that context
    public record SentReset(
            Moment at,
            Side from,
            @Nullable String reason,
            @Nullable String state,
            Context context,
            ProcessIdentity process) {}

    /// Whether the process that an event names has to do with it.
    public enum Context {
        /// A system call of that process, or its end.
        PROCESS,

        /// A timer or a packet's arrival, which interrupted that process by chance.
        INTERRUPT,

        /// It cannot be told.
        UNKNOWN
    }

    /// A change of state of a local socket: event `sock:inet_sock_set_state`.
    ///
    /// @param at when
    /// @param socket whose socket
    /// @param from the old state, for example `TCP_ESTABLISHED`
    /// @param to the new state
    /// @param context in whose context it happened
    /// @param process the process of that context
    public record StateChange(
            Moment at, Side socket, String from, String to, Context context, ProcessIdentity process) {}

    /// An error that the kernel put on a local socket: event `sock:inet_sk_error_report`.
    ///
    /// @param at when
    /// @param socket whose socket
    /// @param errno the error number, for example 104
    public record SocketErrorReport(Moment at, Side socket, int errno) {}

    /// The close of a local socket.
    ///
    /// @param at when
    /// @param side whose socket
    /// @param process who closed it; null when it is not known
    /// @param exiting whether the process was ending
    /// @param unread bytes that lay unread in it; -1 when unknown
    /// @param unsent bytes not yet acknowledged by the other side; -1 when unknown
    /// @param idleNanos how long nobody had sent data on the connection then; -1 when unknown
    public record Closing(
            Moment at,
            Side side,
            @Nullable ProcessIdentity process,
            boolean exiting,
            long unread,
            long unsent,
            long idleNanos) {
        /// A close of which it is not known how long the connection had been idle.
        ///
        /// @param at when
        /// @param side whose socket
        /// @param process who closed it; null when it is not known
        /// @param exiting whether the process was ending
        /// @param unread bytes that lay unread in it; -1 when unknown
        /// @param unsent bytes not yet acknowledged by the other side; -1 when unknown
        public Closing(
                Moment at, Side side, @Nullable ProcessIdentity process, boolean exiting, long unread, long unsent) {
            this(at, side, process, exiting, unread, unsent, -1);
        }
    }

    /// How counters of `/proc/net/netstat` and `/proc/net/snmp` moved in the sampling interval around
    /// the reset. -1: unknown. Other connections move them too, so only "did not move" is exact.
    ///
    /// @param outRsts resets sent
    /// @param abortOnData `TCPAbortOnData`
    /// @param abortOnClose `TCPAbortOnClose`
    /// @param abortOnLinger `TCPAbortOnLinger`
    /// @param abortOnTimeout `TCPAbortOnTimeout`
    /// @param abortOnMemory `TCPAbortOnMemory`
    /// @param sentEvents reset events of this host in the same interval
    public record Counters(
            long outRsts,
            long abortOnData,
            long abortOnClose,
            long abortOnLinger,
            long abortOnTimeout,
            long abortOnMemory,
            long sentEvents) {
        /// Nothing is known.
        public static final Counters UNKNOWN = new Counters(-1, -1, -1, -1, -1, -1, -1);
    }
}
