package dev.finwait.kernel.event;

import dev.finwait.diagnosis.facts.KernelFacts.Context;
import org.jspecify.annotations.Nullable;

/// One event of the kernel. Times are nanoseconds since 1970-01-01T00:00:00Z.
public sealed interface KernelEvent {
    /// When it happened.
    ///
    /// @return nanoseconds since 1970
    long nanos();

    /// The task that ran: a thread, not a process.
    ///
    /// @return its id; 0 for an idle processor
    int task();

    /// An event of one socket.
    sealed interface OfSocket extends KernelEvent {
        /// The ends of the socket.
        ///
        /// @return the socket's own end is the local one
        Ends ends();

        /// Whether the task that ran has to do with it.
        ///
        /// @return the context
        Context context();
    }

    /// `tcp:tcp_send_reset`: a reset leaves this host.
    ///
    /// @param nanos when
    /// @param task what ran
    /// @param context whether that has to do with it
    /// @param ends the sender's end is the local one; without a peer where the kernel answers for a
    ///     listening socket
    /// @param reason the kernel's reason by name; null on kernels that give none
    /// @param state the state of the socket by name; null without a socket
    record ResetSent(
            long nanos,
            int task,
            Context context,
            Ends ends,
            @Nullable String reason,
            @Nullable String state) implements OfSocket {}

    /// `tcp:tcp_receive_reset`: a socket of this host takes a reset.
    ///
    /// @param nanos when
    /// @param task what ran
    /// @param context whether that has to do with it
    /// @param ends the receiver's end is the local one
    record ResetReceived(long nanos, int task, Context context, Ends ends) implements OfSocket {}

    /// `sock:inet_sock_set_state`: a socket changes its state.
    ///
    /// @param nanos when
    /// @param task what ran
    /// @param context whether that has to do with it
    /// @param ends the socket's
    /// @param from the old state, for example `TCP_ESTABLISHED`
    /// @param to the new state
    record StateChanged(long nanos, int task, Context context, Ends ends, String from, String to) implements OfSocket {}

    /// `sock:inet_sk_error_report`: an error is put on a socket.
    ///
    /// @param nanos when
    /// @param task what ran
    /// @param context whether that has to do with it
    /// @param ends the socket's
    /// @param errno the error number
    record ErrorReported(long nanos, int task, Context context, Ends ends, int errno) implements OfSocket {}

    /// `sched:sched_process_exit`: a task ends. What it closes from now on, it closes because it
    /// ends.
    ///
    /// @param nanos when
    /// @param task which task
    /// @param name its name
    record TaskExiting(long nanos, int task, String name) implements KernelEvent {}
}
