package dev.finwait.export;

import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;

/// Which way a reset went, seen from the host that tells of it.
public enum ResetDirection {
    /// This host sent it.
    SENT("sent"),

    /// It came in.
    RECEIVED("received"),

    /// This host has both ends of the connection.
    BOTH("both"),

    /// No kernel told which end is local, or nobody knows who reset.
    UNKNOWN("unknown");

    private final String id;

    ResetDirection(String id) {
        this.id = id;
    }

    /// The direction of a verdict's first reset.
    ///
    /// @param verdict the verdict
    /// @return the direction
    public static ResetDirection of(Verdict verdict) {
        KernelFacts kernel = verdict.facts().kernel();
        if (kernel == null) {
            return UNKNOWN;
        }
        return kernel.local() == null ? BOTH : by(verdict.resetBy(), kernel.local(), kernel);
    }

    private static ResetDirection by(Party party, Side local, KernelFacts kernel) {
        return switch (party) {
            case CLIENT -> local == Side.CLIENT ? SENT : RECEIVED;
            case SERVER -> local == Side.SERVER ? SENT : RECEIVED;
            case THIRD_PARTY, UNKNOWN -> byEvents(kernel.sent() != null, kernel.received() != null);
        };
    }

    private static ResetDirection byEvents(boolean sent, boolean received) {
        if (sent == received) {
            return UNKNOWN;
        }
        return sent ? SENT : RECEIVED;
    }

    /// The word for it in outputs.
    ///
    /// @return `sent`, `received`, `both` or `unknown`
    public String id() {
        return id;
    }
}
