package dev.finwait.diagnosis.verdict;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Why one connection was reset. Immutable.
///
/// @param facts what it rests on
/// @param resetBy who sent the reset
/// @param cause the likeliest cause
/// @param confidence how sure that is; certain: the evidence admits no other cause
/// @param alternatives the causes that the evidence does not exclude, likeliest first; empty when
///     certain
/// @param grounds what it rests on, and what would settle it
/// @param harm whether an application lost something
/// @param bytesLost bytes that one application wrote and the other cannot have read; empty when it
///     cannot be told
/// @param advice what to change, for this connection: one or more sentences
/// @param process the process that did it; null when it is not known
public record Verdict(
        ConnectionFacts facts,
        Party resetBy,
        Cause cause,
        Confidence confidence,
        List<Cause> alternatives,
        Grounds grounds,
        Harm harm,
        OptionalLong bytesLost,
        String advice,
        @Nullable ProcessIdentity process) {
    /// Takes a copy of the list.
    ///
    /// @throws IllegalArgumentException if it is certain and there are alternatives
    public Verdict {
        alternatives = List.copyOf(alternatives);
        if (confidence == Confidence.CERTAIN && !alternatives.isEmpty()) {
            throw new IllegalArgumentException("certain of " + cause.id() + ", and yet " + alternatives);
        }
    }

    /// The observations that it rests on.
    ///
    /// @return the most important first
    public List<Evidence> evidence() {
        return grounds.evidence();
    }

    /// What would settle it where the evidence does not, and how to find out.
    ///
    /// @return one or more sentences; null when nothing is open
    public @Nullable String question() {
        return grounds.question();
    }

    /// Later resets of the same connection, which belong to the first.
    ///
    /// @return how many
    public long echoes() {
        if (facts.wire() != null) {
            return facts.wire().aftermath().resets();
        }
        return facts.kernel() == null ? 0 : facts.kernel().moreSent();
    }

    /// The packet with the first reset.
    ///
    /// @return its number in the capture, from 1; empty when there is no capture
    public OptionalLong packet() {
        return facts.wire() == null
                ? OptionalLong.empty()
                : OptionalLong.of(facts.wire().reset().at().packet());
    }

    /// The kernel's own word for the reset.
    ///
    /// @return for example `TCP_ABORT_ON_CLOSE`; null when it is not known
    public @Nullable String kernelReason() {
        return facts.kernel() == null || facts.kernel().sent() == null
                ? null
                : facts.kernel().sent().reason();
    }

    /// Whether this was no reset of a connection at all, but a packet that nobody believed.
    ///
    /// @return whether it should be counted only
    public boolean isAttemptOnly() {
        return cause == Cause.BLIND_ATTEMPT;
    }
}
