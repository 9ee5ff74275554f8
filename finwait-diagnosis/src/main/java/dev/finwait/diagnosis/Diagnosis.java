package dev.finwait.diagnosis;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.rule.Rules;
import dev.finwait.diagnosis.verdict.Verdict;

/// Says why a connection was reset. Stateless and safe for use by several threads; the same facts give
/// the same verdict everywhere.
public final class Diagnosis {
    private Diagnosis() {}

    /// Judges one connection.
    ///
    /// @param facts what is known of it
    /// @return the verdict, with what the evidence leaves open
    public static Verdict judge(ConnectionFacts facts) {
        return Rules.judge(facts);
    }
}
