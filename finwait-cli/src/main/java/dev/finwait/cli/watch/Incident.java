package dev.finwait.cli.watch;

import dev.finwait.cause.Cause;
import dev.finwait.cli.report.Group;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Resets of the same service, cause and process at one instant. Not thread-safe.
final class Incident {
    /// So far apart they are two.
    private static final long INSTANT_NANOS = 200_000_000;
    /// More hosts than that are "many".
    private static final int FEW = 8;

    private final Verdict first;
    private final long begun;
    private final Set<String> clients = new TreeSet<>();
    private Harm harm;
    private Confidence confidence;
    private long count;
    private long bytesLost;

    /// What the resets of an incident have in common.
    record Key(
            String service,
            Cause cause,
            Party resetBy,
            @Nullable ProcessIdentity process) {
        static Key of(Verdict verdict) {
            return new Key(Group.serviceOf(verdict), verdict.cause(), verdict.resetBy(), verdict.process());
        }
    }

    /// @param begun the time of [System#nanoTime]
    Incident(Verdict first, long begun) {
        this.first = first;
        this.begun = begun;
        this.harm = first.harm();
        this.confidence = first.confidence();
        add(first);
    }

    /// Whether a reset of the same kind belongs to it.
    boolean isAtOnceWith(Verdict verdict) {
        Moment at = verdict.facts().resetAt();
        return Math.abs(at.nanosSince(first.facts().resetAt())) < INSTANT_NANOS;
    }

    void add(Verdict verdict) {
        count++;
        bytesLost += verdict.bytesLost().orElse(0);
        harm = verdict.harm().compareTo(harm) > 0 ? verdict.harm() : harm;
        confidence = verdict.confidence().compareTo(confidence) > 0 ? verdict.confidence() : confidence;
        if (clients.size() < FEW) {
            clients.add(verdict.facts().client().host());
        }
    }

    /// The first reset of it.
    Verdict first() {
        return first;
    }

    /// When it began to be told, by [System#nanoTime].
    long begun() {
        return begun;
    }

    /// The connections that it hit.
    long count() {
        return count;
    }

    /// The bytes that they lost in all.
    long bytesLost() {
        return bytesLost;
    }

    /// The worst harm of them.
    Harm harm() {
        return harm;
    }

    /// The least sure of them.
    Confidence confidence() {
        return confidence;
    }

    /// Who dialled.
    String clients() {
        return switch (clients.size()) {
            case 1 -> clients.iterator().next();
            case FEW -> "many hosts";
            default -> clients.size() + " hosts";
        };
    }
}
