package dev.finwait.lab.engine;

import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/// Runs once more, and alone, what differed from its text, and says so.
///
/// Others on the machine can disturb a run: whoever holds a copy of a descriptor for a moment, as a process does that
/// is
/// just being started, makes a close in that moment not the last one, so that it returns at once. What differs twice is
/// a finding.
public final class SecondLook {
    private final Engine engine;
    private final List<String> notes = new ArrayList<>();

    /// Prepares second looks.
    ///
    /// @param engine runs the scenarios
    public SecondLook(Engine engine) {
        this.engine = engine;
    }

    /// Looks again where it is needed.
    ///
    /// @param first the results of the first runs
    /// @return the results, those of the second runs where these are as they should be
    /// @throws InterruptedException if this thread was interrupted
    public List<Result> confirm(List<Result> first) throws InterruptedException {
        List<Result> confirmed = new ArrayList<>();
        for (Result result : first) {
            String trouble = trouble(result);
            Result second = trouble.isEmpty() ? result : again(result.scenario());
            if (!trouble.isEmpty() && trouble(second).isEmpty()) {
                notes.add(result.scenario() + " differed in a first run, but not in a second: " + trouble);
                confirmed.add(second);
            } else {
                confirmed.add(result);
            }
        }
        return confirmed;
    }

    /// What was seen only once.
    ///
    /// @return one line each
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private Result again(Scenario scenario) throws InterruptedException {
        return engine.run(List.of(scenario)).getFirst();
    }

    private static String trouble(Result result) {
        return switch (result) {
            case Observation seen -> String.join("; ", seen.differences());
            case Result.Broken broken -> broken.why();
            case Result.Skipped _ -> "";
        };
    }
}
