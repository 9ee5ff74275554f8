package dev.finwait.lab.scenario;

import java.util.Optional;

/// Something that should be seen when a scenario runs.
@FunctionalInterface
public interface Check {
    /// Compares what was seen with what should be.
    ///
    /// @param seen the observation
    /// @return how it differs, empty where it does not
    Optional<String> difference(Observation seen);
}
