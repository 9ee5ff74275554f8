package dev.finwait.lab;

import dev.finwait.lab.catalogue.Catalogue;
import dev.finwait.lab.engine.Engine;
import dev.finwait.lab.engine.SecondLook;
import dev.finwait.lab.engine.Senses;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Scenario;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// The lab: every ending of a TCP connection, staged on real sockets of this machine, and what each side saw of
/// it.
///
/// Linux only. Uses one loopback address and no network. Thread-safe.
public final class Lab {
    private Lab() {}

    /// All scenarios, in the order in which they are best read.
    ///
    /// @return the scenarios
    public static List<Scenario> scenarios() {
        return Catalogue.all();
    }

    /// Runs scenarios, several at a time. What differs from its text is run a second time before it is reported.
    ///
    /// @param scenarios which
    /// @param progress told the number of scenarios that have ended, each time one has; from several threads
    /// @return what was seen
    /// @throws InterruptedException if this thread was interrupted
    /// @throws UnsupportedOperationException where this is not Linux, or its loopback interface is down
    public static Report run(List<Scenario> scenarios, IntConsumer progress) throws InterruptedException {
        try (Senses senses = Senses.open()) {
            List<Result> first = new Engine(senses, progress).run(scenarios);
            SecondLook second = new SecondLook(new Engine(senses, _ -> {}));
            List<Result> results = second.confirm(first);
            return new Report(
                    results,
                    Stream.concat(senses.notes().stream(), second.notes().stream())
                            .toList());
        }
    }

    /// What a run of the lab brought.
    ///
    /// @param results one for each scenario, in the order asked for
    /// @param notes what could not be seen here, or was seen only once, and why
    public record Report(List<Result> results, List<String> notes) {
        /// Keeps copies.
        public Report {
            results = List.copyOf(results);
            notes = List.copyOf(notes);
        }
    }
}
