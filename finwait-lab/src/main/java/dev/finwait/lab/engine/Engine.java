package dev.finwait.lab.engine;

import dev.finwait.lab.scenario.Privilege;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.script.StagingException;
import dev.finwait.lab.stage.PeerKind;
import dev.finwait.lab.story.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs scenarios side by side, each on its own sockets; those that start processes before the others.
public final class Engine {
    /// Scenarios mostly wait, so more of them than processors run at a time.
    private static final int AT_A_TIME = 8;

    private final Senses senses;
    private final IntConsumer progress;

    /// Prepares an engine.
    ///
    /// @param senses what can be seen here
    /// @param progress told the number of scenarios that have ended, each time one has; from several threads
    public Engine(Senses senses, IntConsumer progress) {
        this.senses = senses;
        this.progress = progress;
    }

    /// Runs scenarios.
    ///
    /// @param scenarios which
    /// @return a result each, in the same order
    /// @throws InterruptedException if this thread was interrupted; what was running is ended
    public List<Result> run(List<Scenario> scenarios) throws InterruptedException {
        AtomicInteger ended = new AtomicInteger();
        Map<Scenario, Attempt> attempts = new ConcurrentHashMap<>();
        perform(scenarios.stream().filter(scenario -> scenario.stage().startsProcess()), attempts, ended);
        perform(scenarios.stream().filter(scenario -> !scenario.stage().startsProcess()), attempts, ended);
        Evidence evidence = Evidence.gather(senses);
        return scenarios.stream().map(attempts::get).map(evidence::join).toList();
    }

    private void perform(Stream<Scenario> scenarios, Map<Scenario, Attempt> attempts, AtomicInteger ended)
            throws InterruptedException {
        List<Callable<Void>> tasks = new ArrayList<>();
        scenarios.forEach(scenario -> tasks.add(() -> {
            attempts.put(scenario, attempt(scenario));
            progress.accept(ended.incrementAndGet());
            return null;
        }));
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            for (Future<Void> future : workers.invokeAll(tasks)) {
                future.resultNow();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Attempt attempt(Scenario scenario) {
        if (scenario.privilege() == Privilege.NET_ADMIN && !senses.mayRepair()) {
            return new Attempt.Ended(new Result.Skipped(scenario, "needs CAP_NET_ADMIN: run as root"));
        }
        try {
            Performance raw = Performance.of(scenario, PeerKind.RAW, senses.diagnostics());
            return new Attempt.Performed(scenario, raw, javaException(scenario));
        } catch (StagingException e) {
            return new Attempt.Ended(new Result.Broken(scenario, e.reason()));
        }
    }

    /// What a Java socket in the peer's place throws first: found by letting one take the place.
    private @Nullable String javaException(Scenario scenario) throws StagingException {
        if (!scenario.suitsJavaPeer() || senses.diagnostics().isEmpty()) {
            return null;
        }
        Exception thrown = Performance.of(scenario, PeerKind.JAVA, senses.diagnostics())
                .actor(Side.PEER)
                .tally()
                .exception();
        return thrown == null ? null : thrown.getClass().getName() + ": " + thrown.getMessage();
    }
}
