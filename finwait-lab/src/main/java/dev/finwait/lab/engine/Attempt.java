package dev.finwait.lab.engine;

import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/// What came of a scenario, before packets and the kernel's words are joined to it.
sealed interface Attempt {
    /// It ran to its end.
    ///
    /// @param scenario what ran
    /// @param performance the run with the raw peer
    /// @param javaException what a Java peer threw first, null if nothing or if none was tried
    record Performed(
            Scenario scenario,
            Performance performance,
            @Nullable String javaException) implements Attempt {}

    /// It did not, and this is the result.
    ///
    /// @param result why
    record Ended(Result result) implements Attempt {}
}
