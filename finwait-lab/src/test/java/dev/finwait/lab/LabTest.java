package dev.finwait.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.story.Call;
import dev.finwait.lab.story.Side;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The lab's table as a regression test: on this kernel everything must be seen as the scenarios say.
@EnabledOnOs(OS.LINUX)
@Timeout(180)
final class LabTest {
    private static final AtomicInteger PROGRESS = new AtomicInteger();
    private static Lab.Report report = new Lab.Report(List.of(), List.of());

    @BeforeAll
    static void runEverything() throws InterruptedException {
        report = Lab.run(Lab.scenarios(), _ -> PROGRESS.incrementAndGet());
        report.notes().forEach(note -> System.out.println("LabTest: " + note));
    }

    @Test
    void everyScenarioShowsWhatItsTextSays() {
        SoftAssertions softly = new SoftAssertions();
        for (Result result : report.results()) {
            switch (result) {
                case Observation seen ->
                    softly.assertThat(seen.differences())
                            .as("%s: %s", seen.scenario(), seen.story())
                            .isEmpty();
                case Result.Skipped skipped ->
                    System.out.println("LabTest: " + skipped.scenario() + " skipped: " + skipped.why());
                case Result.Broken broken -> softly.fail(broken.scenario() + " could not be staged: " + broken.why());
            }
        }
        softly.assertAll();
    }

    @Test
    void aResultForEachScenarioInTheOrderAskedFor() {
        assertThat(report.results()).extracting(Result::scenario).isEqualTo(Lab.scenarios());
        assertThat(PROGRESS).hasValue(Lab.scenarios().size());
    }

    @Test
    void idsAreUniqueAndEveryScenarioChecksSomething() {
        assertThat(new HashSet<>(Lab.scenarios().stream().map(Scenario::id).toList()))
                .hasSameSizeAs(Lab.scenarios());
        assertThat(Lab.scenarios()).allSatisfy(scenario -> {
            assertThat(scenario.checks()).as(scenario.id()).hasSizeGreaterThan(2);
            assertThat(scenario.finding()).as(scenario.id()).endsWith(".");
        });
    }

    @Test
    void aScenarioStagesACauseExactlyIfSomethingIsReset() {
        assertThat(report.results())
                .filteredOn(Observation.class::isInstance)
                .map(Observation.class::cast)
                .filteredOn(Observation::kernelSeen)
                .allSatisfy(seen -> assertThat(seen.scenario().cause().isPresent())
                        .as(seen.scenario().id())
                        .isEqualTo(seen.kernelReason() != null));
    }

    @Test
    void storiesTellTheCallsOfBothSidesInTheOrderOfTime() {
        Observation seen = (Observation) report.results().stream()
                .filter(result -> result.scenario().id().equals("half-close-drain-close"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.story()).isSortedAccordingTo((one, other) -> Long.compare(one.atNanos(), other.atNanos()));
        assertThat(seen.story())
                .filteredOn(Call.class::isInstance)
                .extracting(moment -> moment.side())
                .contains(Side.CLOSER, Side.PEER);
    }
}
