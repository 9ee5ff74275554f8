package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the states that local sockets went through tell (RFC 9293 3.3.2).
final class History {
    private static final String ESTABLISHED = "TCP_ESTABLISHED";

    private final List<StateChange> changes;

    History(@Nullable KernelFacts kernel) {
        changes = kernel == null ? List.of() : kernel.history();
    }

    /// Whether a side had sent its FIN.
    Answer closed(Side side) {
        if (closedAt(side) != null) {
            return Answer.YES;
        }
        return wasSeenFromTheStart() ? Answer.NO : Answer.UNKNOWN;
    }

    /// When a side's FIN was sent, or received by the other one; null when it is not known.
    @Nullable
    Moment closedAt(Side side) {
        for (StateChange change : changes) {
            boolean sent = change.socket() == side && isOneOf(change.to(), "TCP_FIN_WAIT1", "TCP_LAST_ACK");
            boolean received = change.socket() != side && isOneOf(change.to(), "TCP_CLOSE_WAIT", "TCP_CLOSING");
            if (sent || received) {
                return change.at();
            }
        }
        return null;
    }

    /// The process whose call sent a side's FIN; null when none was seen.
    @Nullable
    ProcessIdentity whoShutDown(Side side) {
        for (StateChange change : changes) {
            boolean own = change.socket() == side && change.context() == Context.PROCESS;
            if (own && isOneOf(change.to(), "TCP_FIN_WAIT1", "TCP_LAST_ACK")) {
                return change.process();
            }
        }
        return null;
    }

    /// Whether a side's FIN was acknowledged.
    Answer finAcknowledged(Side side) {
        if (changes.isEmpty()) {
            return Answer.UNKNOWN;
        }
        return Answer.of(reached(side, "TCP_FIN_WAIT2"));
    }

    /// The close of the socket that listened at the server's end; null when none was seen shortly before the reset.
    @Nullable
    StateChange listenerClose() {
        for (StateChange change : changes) {
            if (change.socket() == Side.SERVER
                    && change.from().equals("TCP_LISTEN")
                    && change.to().equals("TCP_CLOSE")) {
                return change;
            }
        }
        return null;
    }

    /// Whether the server's socket was watched from its handshake on.
    boolean sawServerFromTheStart() {
        return reached(Side.SERVER, ESTABLISHED);
    }

    /// How long the connection had existed when a side sent its FIN; -1 when it is not known.
    long ageAtFin(Side side) {
        Moment fin = closedAt(side);
        for (StateChange change : changes) {
            if (fin != null && change.to().equals(ESTABLISHED)) {
                return fin.nanosSince(change.at());
            }
        }
        return -1;
    }

    Answer established() {
        if (changes.isEmpty()) {
            return Answer.UNKNOWN;
        }
        boolean seen = changes.stream()
                .anyMatch(change ->
                        change.to().equals(ESTABLISHED) || change.from().equals(ESTABLISHED));
        return Answer.of(seen);
    }

    private boolean wasSeenFromTheStart() {
        return reached(Side.CLIENT, ESTABLISHED) || reached(Side.SERVER, ESTABLISHED);
    }

    private boolean reached(Side side, String state) {
        for (StateChange change : changes) {
            if (change.socket() == side && change.to().equals(state)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(String state, String one, String another) {
        return state.equals(one) || state.equals(another);
    }
}
