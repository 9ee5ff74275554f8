package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.rule.Rules.Candidate;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Grounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The grounds of a verdict, put into words when they are asked for: that takes longer than to judge.
///
/// @param reading what was judged
/// @param best the cause that was found
/// @param open whether others are possible
record Sentences(Reading reading, Candidate best, boolean open) implements Grounds {
    @Override
    public List<Evidence> evidence() {
        List<Evidence> evidence = Traces.common(reading);
        for (Evidence item : best.fits().evidence().get()) {
            if (!evidence.contains(item)) {
                evidence.add(item);
            }
        }
        evidence.addAll(Spoken.of(reading));
        return evidence;
    }

    @Override
    public @Nullable String question() {
        return open ? Question.of(reading, best.cause()) : null;
    }
}
