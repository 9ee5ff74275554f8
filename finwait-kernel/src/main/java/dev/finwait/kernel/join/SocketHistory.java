package dev.finwait.kernel.join;

import org.jspecify.annotations.Nullable;

/// What the kernel has told of the socket at one end of a connection.
///
/// For one thread.
final class SocketHistory {
    private String state = "";
    private long changed = Long.MIN_VALUE;
    private boolean finArrived;
    private boolean finPending;
    private long unread = -1;
    private long unsent = -1;
    private long lastData = -1;
    private @Nullable Close close;

    /// A process ends its side.
    ///
    /// @param change the change of state
    /// @param exiting whether the process was ending
    record Close(Change change, boolean exiting) {}

    void changed(Change change) {
        if (change.nanos() > changed) {
            state = change.to();
            changed = change.nanos();
        }
        finArrived |= change.finArrives();
        finPending = change.finPending();
    }

    /// Whether a change cannot belong to this socket any more, since it has had one before.
    boolean isOver(Change change) {
        return change.nanos() > changed && change.begins() && !state.isEmpty() && !state.equals(change.from());
    }

    boolean isOpen() {
        return !state.isEmpty() && !state.equals(Change.CLOSE);
    }

    void closed(Close by) {
        close = by;
    }

    @Nullable
    Close close() {
        return close;
    }

    /// Notes what lay in it when it was destroyed. The FIN of either side takes a number of its
    /// queue.
    ///
    /// @param unreadNumbers sequence numbers received and not read
    /// @param unsentNumbers sequence numbers not acknowledged
    void destroyed(long unreadNumbers, long unsentNumbers) {
        unread = Math.max(0, unreadNumbers - (finArrived ? 1 : 0));
        unsent = Math.max(0, unsentNumbers - (finPending ? 1 : 0));
    }

    /// Bytes that lay unread in it when it was destroyed, -1 when unknown.
    long unread() {
        return unread;
    }

    /// Bytes that were not acknowledged when it was destroyed, -1 when unknown.
    long unsent() {
        return unsent;
    }

    /// Notes when it had sent or received data last.
    void lastData(long nanos) {
        lastData = nanos;
    }

    /// How long nobody had sent data when a process closed it, -1 when unknown.
    long idleAtClose() {
        return close == null || lastData < 0 ? -1 : Math.max(0, close.change().nanos() - lastData);
    }

    /// Forgets who closed it.
    void forget() {
        close = null;
    }
}
