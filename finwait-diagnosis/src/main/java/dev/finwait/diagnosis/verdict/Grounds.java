package dev.finwait.diagnosis.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a verdict rests on, in sentences. They may be made when they are asked for: of very many verdicts few are read.
/// Immutable.
public interface Grounds {
    /// The observations.
    ///
    /// @return the most important first; the same at each call
    List<Evidence> evidence();

    /// What would settle it where the evidence does not, and how to find out.
    ///
    /// @return one or more sentences; null when nothing is open
    @Nullable
    String question();
}
