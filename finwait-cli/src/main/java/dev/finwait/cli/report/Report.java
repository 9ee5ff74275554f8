package dev.finwait.cli.report;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import java.util.Map;

/// All that a report says of many verdicts. Not thread-safe.
///
/// Its memory is bounded: see [Groups], [Timeline] and [Silences].
public final class Report {
    private final Groups groups = new Groups();
    private final Timeline timeline = new Timeline();
    private final Silences silences = new Silences();
    private final Counts<Cause> byCause = new Counts<>(Cause.class);
    private final Counts<Harm> byHarm = new Counts<>(Harm.class);
    private long resets;
    private long blindAttempts;

    /// Makes an empty report.
    public Report() {}

    /// Takes one more reset connection in.
    ///
    /// @param verdict what is said of it
    public void add(Verdict verdict) {
        if (verdict.isAttemptOnly()) {
            blindAttempts++;
            return;
        }
        resets++;
        byCause.add(verdict.cause());
        byHarm.add(verdict.harm());
        groups.add(verdict);
        timeline.add(verdict.facts().resetAt().nanos(), verdict.cause().family());
        silences.add(verdict);
    }

    /// Reset connections, those left out that somebody tried to reset in vain.
    ///
    /// @return how many
    public long resets() {
        return resets;
    }

    /// Connections that somebody tried to reset in vain.
    ///
    /// @return how many
    public long blindAttempts() {
        return blindAttempts;
    }

    /// How many did so much harm.
    ///
    /// @param harm the harm
    /// @return connections
    public long count(Harm harm) {
        return byHarm.of(harm);
    }

    /// How many were reset for each cause.
    ///
    /// @return connections by cause so far, in the order of the catalogue
    public Map<Cause, Long> byCause() {
        return byCause.toMap();
    }

    /// The groups, most harmful first.
    ///
    /// @return a new list
    public List<Group> groups() {
        return groups.inOrder();
    }

    /// When connections were reset.
    ///
    /// @return the timeline, which goes on changing
    public Timeline timeline() {
        return timeline;
    }

    /// How long reset connections had been silent.
    ///
    /// @return the histogram, which goes on changing
    public Silences silences() {
        return silences;
    }
}
