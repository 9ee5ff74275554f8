package dev.finwait.lab.scenario;

/// How a scenario came out.
public sealed interface Result permits Observation, Result.Skipped, Result.Broken {
    /// What ran, or would have.
    ///
    /// @return the scenario
    Scenario scenario();

    /// The scenario was not run.
    ///
    /// @param scenario what would have run
    /// @param why what is missing
    record Skipped(Scenario scenario, String why) implements Result {}

    /// The scenario could not be brought about.
    ///
    /// @param scenario what was tried
    /// @param why what did not come about
    record Broken(Scenario scenario, String why) implements Result {}
}
