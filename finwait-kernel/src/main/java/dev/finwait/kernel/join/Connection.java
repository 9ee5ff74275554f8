package dev.finwait.kernel.join;

import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.surroundings.Neighbourhood;
import dev.finwait.kernel.event.Ends;
import dev.finwait.kernel.event.KernelEvent;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.process.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the kernel has told of one connection. Its ends have numbers: 0 is the first in the order
/// of [Ends#inOrder()].
///
/// For one thread.
final class Connection {
    private static final int MOST_CHANGES = 24;
    private static final int MOST_ERRORS = 4;

    /// A close takes no longer than this between giving up its connection and sending the reset: 1 ms.
    private static final long ONE_CLOSE_NANOS = 1_000_000L;

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
            @Nullable ProcessIdentity process) {
        /// Whether this is a reply that overtook the active reset which made it reply: while one CPU closes a
        /// socket, another may already answer what arrives for it.
        boolean isEchoBefore(Sent next) {
            return context == Context.INTERRUPT
                    && next.context == Context.PROCESS
                    && end == next.end
                    && next.nanos - nanos < ONE_CLOSE_NANOS;
        }
    }

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

    private final Ends ends;
    private final Chain.Link link = new Chain.Link();
    private @Nullable Connection nextInBucket;
    private List<Change> changes = new ArrayList<>(6);
    /// A socket of another host never shows.
    private @Nullable SocketHistory first;

    private @Nullable SocketHistory second;
    private List<Failure> failures = List.of();
    private @Nullable Sent sent;
    private @Nullable Received received;
    private long moreSent;
    private boolean tellsWhy;
    private long lastReset;
    private int seen;
    private int dialler = -1;
    private boolean here;
    private boolean elsewhere;
    private boolean told;
    private @Nullable ResetSent lateSent;
    private @Nullable ResetReceived lateReceived;
    private @Nullable Neighbourhood neighbourhood;
    private @Nullable Boolean countedUnused;
    private long endedAt;

    /// Nothing is known yet.
    ///
    /// @param ends the ends in their order
    Connection(Ends ends) {
        this.ends = ends;
    }

    Ends ends() {
        return ends;
    }

    /// Its place in a chain.
    Chain.Link link() {
        return link;
    }

    /// The next one in its bucket of an index.
    @Nullable
    Connection nextInBucket() {
        return nextInBucket;
    }

    void nextInBucket(@Nullable Connection next) {
        nextInBucket = next;
    }

    /// Notes a change of state.
    ///
    /// @param exiting whether the process in whose context it happened was ending
    void changed(Change change, boolean exiting) {
        int end = change.end();
        SocketHistory socket = make(end);
        seen |= 1 << end;
        socket.changed(change);
        if (!told && changes.size() < MOST_CHANGES) {
            changes.add(change);
        }
        if (change.dials()) {
            dialler = end;
        } else if (change.answers()) {
            dialler = 1 - end;
        }
        // With a reset that has arrived the socket ends by itself, though maybe within a system call.
        if (change.ends() && !told && (received == null || received.end() != end)) {
            socket.closed(new SocketHistory.Close(change, exiting));
        }
    }

    /// Whether a change cannot belong to this connection any more, since the end has had one
    /// before.
    boolean isOver(Change change) {
        SocketHistory socket = socket(change.end());
        return socket != null && socket.isOver(change);
    }

    private SocketHistory make(int end) {
        SocketHistory known = socket(end);
        if (known != null) {
            return known;
        }
        SocketHistory made = new SocketHistory();
        if (end == 0) {
            first = made;
        } else {
            second = made;
        }
        return made;
    }

    private @Nullable SocketHistory socket(int end) {
        return end == 0 ? first : second;
    }

    /// Notes a reset.
    ///
    /// @return whether it is the first of the connection
    boolean sent(Sent reset) {
        seen |= 1 << reset.end();
        boolean first = !isReset();
        moreSent += sent == null ? 0 : 1;
        tellsWhy = sent == null || (moreSent == 1 && sent.isEchoBefore(reset));
        if (tellsWhy) {
            sent = reset;
        }
        lastReset = reset.nanos();
        return first;
    }

    /// Whether the reset that was sent last is the one that tells why, which [#sent()] gives.
    boolean tellsWhy() {
        return tellsWhy;
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

    /// Notes a reset after the first one. It may turn out to be that of another connection between
    /// the same ends: the kernel tells of the refusal before it tells that the socket had been
    /// dialling.
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

    /// Notes what lay in the socket of an end when it was destroyed, as [SocketHistory#destroyed]
    /// does.
    void destroyed(int end, long unreadNumbers, long unsentNumbers) {
        make(end).destroyed(unreadNumbers, unsentNumbers);
    }

    /// Notes when the socket of an end had sent or received data last.
    void lastData(int end, long nanos) {
        make(end).lastData(nanos);
    }

    /// How long nobody had sent data when a process closed the socket of an end, -1 when unknown.
    long idleAtClose(int end) {
        SocketHistory socket = socket(end);
        return socket == null ? -1 : socket.idleAtClose();
    }

    /// Whether what lay in the socket that sent the reset may still be told.
    boolean lacksQueues() {
        return sent != null && close(sent.end()) != null && unread(sent.end()) < 0;
    }

    /// Bytes that lay unread in the socket of an end when it was destroyed, -1 when unknown.
    long unread(int end) {
        SocketHistory socket = socket(end);
        return socket == null ? -1 : socket.unread();
    }

    /// Bytes that were not acknowledged when the socket of an end was destroyed, -1 when unknown.
    long unsent(int end) {
        SocketHistory socket = socket(end);
        return socket == null ? -1 : socket.unsent();
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

    /// Notes in which network namespace one of its processes lives.
    void lives(Whereabouts where) {
        here |= where == Whereabouts.HERE;
        elsewhere |= where == Whereabouts.ELSEWHERE;
    }

    /// Whether all of it that is known belongs to this process's network namespace, and something
    /// does.
    boolean isHere() {
        return here && !elsewhere;
    }

    boolean isElsewhere() {
        return elsewhere;
    }

    boolean isReset() {
        return sent != null || received != null;
    }

    /// Whether all sockets that were seen of it are closed.
    boolean isClosed() {
        return (first == null || !first.isOpen()) && (second == null || !second.isOpen());
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

    SocketHistory.@Nullable Close close(int end) {
        SocketHistory socket = socket(end);
        return socket == null ? null : socket.close();
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

    /// Whether it was counted as one on which the resetter had never sent data; null when it was
    /// not counted.
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
        lateSent = null;
        lateReceived = null;
        if (first != null) {
            first.forget();
        }
        if (second != null) {
            second.forget();
        }
    }

    /// When it ended, as [#ended] says.
    long endedAt() {
        return endedAt;
    }

    /// Notes when it ended: the table that it is in keeps it for a while.
    void ended(long nanos) {
        endedAt = nanos;
    }
}
