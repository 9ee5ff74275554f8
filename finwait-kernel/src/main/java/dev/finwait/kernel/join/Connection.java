package dev.finwait.kernel.join;

import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.surroundings.Neighbourhood;
import dev.finwait.kernel.event.Ends;
import dev.finwait.kernel.event.KernelEvent;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the kernel has told of one connection. Its ends have numbers: 0 is the first in the order of
/// [Ends#inOrder()].
///
/// For one thread.
final class Connection {
    private static final int MOST_CHANGES = 24;
    private static final int MOST_ERRORS = 4;

    /// A reset that was sent.
    ///
    /// @param nanos when
    /// @param end by which end
    /// @param reason why; null on kernels that do not tell
    /// @param state the state of the socket; null without one
    /// @param context in whose context
    /// @param task what ran
    /// @param process its process, where it has to do with it and was still there; null otherwise
    record Sent(
            long nanos,
            int end,
            @Nullable String reason,
            @Nullable String state,
            Context context,
            int task,
            @Nullable ProcessIdentity process) {}

    /// A reset that arrived.
    ///
    /// @param nanos when
    /// @param end at which end
    record Received(long nanos, int end) {}

    /// An error put on a socket.
    ///
    /// @param nanos when
    /// @param end whose
    /// @param errno which
    record Failure(long nanos, int end, int errno) {}

    /// A process ends its side.
    ///
    /// @param change the change of state
    /// @param exiting whether the process was ending
    record Close(Change change, boolean exiting) {}

    private final Ends ends;
    private List<Change> changes = new ArrayList<>(6);
    private final String[] states = new String[] {"", ""};
    private final long[] changed = {Long.MIN_VALUE, Long.MIN_VALUE};
    private final @Nullable Close[] closes = new Close[2];
    private final long[] unread = {-1, -1};
    private final long[] unsent = {-1, -1};
    private final boolean[] finArrived = new boolean[2];
    private final boolean[] finPending = new boolean[2];
    private List<Failure> failures = List.of();
    private @Nullable Sent sent;
    private @Nullable Received received;
    private long moreSent;
    private long lastReset;
    private int seen;
    private int dialler = -1;
    private boolean elsewhere;
    private boolean told;
    private @Nullable ResetSent lateSent;
    private @Nullable ResetReceived lateReceived;
    private @Nullable Neighbourhood neighbourhood;
    private @Nullable Boolean countedUnused;

    /// Nothing is known yet.
    ///
    /// @param ends the ends in their order
    Connection(Ends ends) {
        this.ends = ends;
    }

    Ends ends() {
        return ends;
    }

    void changed(Change change, boolean exiting) {
        int end = change.end();
        seen |= 1 << end;
        if (change.nanos() > changed[end]) {
            states[end] = change.to();
            changed[end] = change.nanos();
        }
        finArrived[end] |= change.finArrives();
        finPending[end] = change.finPending();
        if (!told && changes.size() < MOST_CHANGES) {
            changes.add(change);
        }
        if (change.dials()) {
            dialler = end;
        } else if (change.answers()) {
            dialler = 1 - end;
        }
        // With a reset that has arrived the socket ends by itself, though maybe within a system call.
        if (change.ends() && (received == null || received.end() != end)) {
            closes[end] = new Close(change, exiting);
        }
    }

    /// Whether a change cannot belong to this connection any more, since the end has had one before.
    boolean isOver(Change change) {
        String state = states[change.end()];
        boolean later = change.nanos() > changed[change.end()];
        return later && change.begins() && !state.isEmpty() && !state.equals(change.from());
    }

    /// Notes a reset.
    ///
    /// @return whether it is the first of the connection
    boolean sent(Sent reset) {
        seen |= 1 << reset.end();
        boolean first = !isReset();
        if (sent == null) {
            sent = reset;
        } else {
            moreSent++;
        }
        lastReset = reset.nanos();
        return first;
    }

    /// Notes a reset that arrived.
    ///
    /// @return whether it is the first of the connection
    boolean received(Received reset) {
        seen |= 1 << reset.end();
        boolean first = !isReset();
        if (received == null) {
            received = reset;
        }
        lastReset = reset.nanos();
        return first;
    }

    /// Notes a reset after the first one. It may turn out to be that of another connection between the
    /// same ends: the
    /// kernel tells of the refusal before it tells that the socket had been dialling.
    void late(KernelEvent.OfSocket reset) {
        if (reset instanceof ResetSent again) {
            lateSent = again;
        } else if (reset instanceof ResetReceived again) {
            lateReceived = again;
        }
    }

    @Nullable
    ResetSent lateSent() {
        return lateSent;
    }

    @Nullable
    ResetReceived lateReceived() {
        return lateReceived;
    }

    /// Notes what lay in the socket of an end when it was destroyed. The FIN of either side takes a
    /// number of its queue.
    ///
    /// @param unreadNumbers sequence numbers received and not read
    /// @param unsentNumbers sequence numbers not acknowledged
    void destroyed(int end, long unreadNumbers, long unsentNumbers) {
        unread[end] = Math.max(0, unreadNumbers - (finArrived[end] ? 1 : 0));
        unsent[end] = Math.max(0, unsentNumbers - (finPending[end] ? 1 : 0));
    }

    /// Whether what lay in the socket that sent the reset may still be told.
    boolean lacksQueues() {
        return sent != null && closes[sent.end()] != null && unread[sent.end()] < 0;
    }

    /// Bytes that lay unread in the socket of an end when it was destroyed, -1 when unknown.
    long unread(int end) {
        return unread[end];
    }

    /// Bytes that were not acknowledged when the socket of an end was destroyed, -1 when unknown.
    long unsent(int end) {
        return unsent[end];
    }

    void failed(Failure failure) {
        seen |= 1 << failure.end();
        if (told) {
            return;
        }
        if (failures.isEmpty()) {
            failures = new ArrayList<>(2);
        }
        if (failures.size() < MOST_ERRORS) {
            failures.add(failure);
        }
    }

    /// Notes that one of its processes lives in another network namespace.
    void isElsewhere() {
        elsewhere = true;
    }

    boolean elsewhere() {
        return elsewhere;
    }

    boolean isReset() {
        return sent != null || received != null;
    }

    /// Whether all sockets that were seen of it are closed.
    boolean isClosed() {
        return (seen & 1) * (isOpen(states[0]) ? 1 : 0) + (seen & 2) * (isOpen(states[1]) ? 1 : 0) == 0;
    }

    private static boolean isOpen(String state) {
        return !state.isEmpty() && !state.equals(Change.CLOSE);
    }

    boolean isSeen(int end) {
        return (seen & 1 << end) != 0;
    }

    /// The end that dialled, -1 when it is not known.
    int dialler() {
        return dialler;
    }

    List<Change> changes() {
        return changes;
    }

    List<Failure> failures() {
        return failures;
    }

    @Nullable
    Close close(int end) {
        return closes[end];
    }

    @Nullable
    Sent sent() {
        return sent;
    }

    @Nullable
    Received received() {
        return received;
    }

    long moreSent() {
        return moreSent;
    }

    /// The first reset that was sent or arrived.
    long firstReset() {
        long bySent = sent == null ? Long.MAX_VALUE : sent.nanos();
        long byReceived = received == null ? Long.MAX_VALUE : received.nanos();
        return Math.min(bySent, byReceived);
    }

    long lastReset() {
        return lastReset;
    }

    @Nullable
    Neighbourhood neighbourhood() {
        return neighbourhood;
    }

    void belongsTo(Neighbourhood found) {
        neighbourhood = found;
    }

    /// Notes that its reset counts among those of its neighbourhood.
    void isCounted(boolean unused) {
        countedUnused = unused;
    }

    /// Whether it was counted as one on which the resetter had never sent data; null when it was not
    /// counted.
    @Nullable
    Boolean countedUnused() {
        return countedUnused;
    }

    boolean told() {
        return told;
    }

    /// Notes that it was told, and forgets what only that needed.
    void tell() {
        told = true;
        changes = List.of();
        failures = List.of();
        sent = null;
        received = null;
    }
}
