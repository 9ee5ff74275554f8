package dev.finwait.lab.catalogue;

import dev.finwait.lab.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;

/// All scenarios.
public final class Catalogue {
    private static final List<Scenario> ALL = Stream.of(
                    ReadScenarios.all(),
                    RestartScenarios.all(),
                    SendScenarios.all(),
                    CloseScenarios.all(),
                    ShutdownScenarios.all(),
                    LingerScenarios.all(),
                    ReferenceScenarios.all(),
                    JavaScenarios.all(),
                    EarlyResponseScenarios.all(),
                    FinwaitScenarios.all())
            .flatMap(List::stream)
            .sorted((one, other) -> one.topic().compareTo(other.topic()))
            .toList();

    private Catalogue() {}

    /// The scenarios, grouped by topic.
    ///
    /// @return the scenarios
    public static List<Scenario> all() {
        return ALL;
    }
}
