package dev.finwait.lab.engine;

import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.stage.Stages.rawSockets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.lab.scenario.Check;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.scenario.Topic;
import dev.finwait.lab.script.StagingException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class SecondLookTest {
    private Senses senses;
    private Engine engine;
    private SecondLook look;

    @BeforeEach
    void open() {
        senses = Senses.open();
        engine = new Engine(senses, _ -> {});
        look = new SecondLook(engine);
    }

    @AfterEach
    void closeSenses() {
        senses.close();
    }

    @Test
    void whatDiffersTwiceStaysAndIsNoNote() throws InterruptedException {
        List<Result> results = look.confirm(run(_ -> Optional.of("never right")));
        assertThat(((Observation) results.getFirst()).differences()).containsExactly("never right");
        assertThat(look.notes()).isEmpty();
    }

    @Test
    void whatDiffersOnceIsANote() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Check onlyFirstWrong = seen ->
                seen.story().isEmpty() || asked.getAndIncrement() > 0 ? Optional.empty() : Optional.of("wrong once");
        List<Result> results = look.confirm(run(onlyFirstWrong));
        assertThat(((Observation) results.getFirst()).differences()).isEmpty();
        assertThat(look.notes())
                .singleElement()
                .asString()
                .contains("wrong once")
                .contains("not in a second");
    }

    @Test
    void whatCannotBeStagedIsToldWithItsReason() throws InterruptedException {
        Scenario impossible = scenario("impossible", Topic.LINGER, _ -> {
                    throw new StagingException("no stage");
                })
                .shows("Nothing.");
        List<Result> results = look.confirm(engine.run(List.of(impossible)));
        assertThat(results).containsExactly(new Result.Broken(impossible, "no stage"));
    }

    private List<Result> run(Check check) throws InterruptedException {
        Scenario scenario = scenario("clean", Topic.LINGER, rawSockets())
                .closer(close())
                .peer(readToEnd())
                .shows("An orderly end.", check);
        return engine.run(List.of(scenario));
    }
}
