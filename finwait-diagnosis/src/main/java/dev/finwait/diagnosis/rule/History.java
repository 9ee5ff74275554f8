package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
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

    /// Whether a side's FIN was acknowledged.
    Answer finAcknowledged(Side side) {
        if (changes.isEmpty()) {
            return Answer.UNKNOWN;
        }
        return Answer.of(changes.stream()
                .anyMatch(change -> change.socket() == side && change.to().equals("TCP_FIN_WAIT2")));
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
        return changes.stream().anyMatch(change -> change.to().equals(ESTABLISHED));
    }

    private static boolean isOneOf(String state, String one, String another) {
        return state.equals(one) || state.equals(another);
    }
}
