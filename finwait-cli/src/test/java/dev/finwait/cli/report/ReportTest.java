package dev.finwait.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.cli.verdict.Verdicts;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static Report of(List<Verdict> verdicts) {
        Report report = new Report();
        verdicts.forEach(report::add);
        return report;
    }

    @Test
    void groupsAreByServiceCauseAndPartyMostHarmfulFirst() {
        List<Group> groups = of(Verdicts.day()).groups();
        assertThat(groups)
                .extracting(Group::cause)
                .containsExactly(
                        Cause.KEEPALIVE_RACE,
                        Cause.EARLY_RESPONSE,
                        Cause.IDLE_FORGOTTEN,
                        Cause.INJECTED,
                        Cause.LINGER_ZERO,
                        Cause.PORT_CLOSED);
        assertThat(groups.getFirst().bytesLost()).isEqualTo(23 * 298);
        assertThat(groups.get(1).alternatives()).containsExactly(Cause.LINGER_ZERO, Cause.PROCESS_DIED);
    }

    @Test
    void refusedPortsOfOneHostAreOneGroup() {
        Group refused = of(Verdicts.day()).groups().getLast();
        assertThat(refused.count()).isEqualTo(40);
        assertThat(GroupWords.service(refused)).isEqualTo("10.0.8.30, ports 9100, 9101, 9102");
    }

    @Test
    void blindAttemptsAreCountedApart() {
        Report report = of(Verdicts.day());
        assertThat(report.blindAttempts()).isEqualTo(1);
        assertThat(report.resets()).isEqualTo(199);
        assertThat(report.byCause()).doesNotContainKey(Cause.BLIND_ATTEMPT);
        assertThat(report.count(Harm.LOST) + report.count(Harm.POSSIBLE) + report.count(Harm.NONE))
                .isEqualTo(199);
    }

    @Test
    void beyondTheMostGroupsServicesShareOne() {
        Report report = new Report();
        for (int i = 0; i < 2 * Groups.MOST; i++) {
            report.add(Verdicts.to("10.1." + i / 250 + "." + i % 250 + ":80"));
        }
        List<Group> groups = report.groups();
        assertThat(groups).hasSize(Groups.MOST + 1);
        assertThat(groups.stream().mapToLong(Group::count).sum()).isEqualTo(2L * Groups.MOST);
        assertThat(groups.getFirst().service()).isEqualTo(Group.OTHERS);
        assertThat(groups.getFirst().count()).isEqualTo(Groups.MOST);
    }

    @Test
    void examplesAreFewAndTheSurestComeFirst() {
        Report report = new Report();
        for (int i = 0; i < 50; i++) {
            report.add(Verdicts.earlyResponse(51_000 + i, i, 1));
        }
        assertThat(report.groups().getFirst().examples()).hasSize(3);
        assertThat(report.groups()
                        .getFirst()
                        .examples()
                        .getFirst()
                        .facts()
                        .client()
                        .port())
                .isEqualTo(51_000);
    }

    @Test
    void theSummaryNamesTheWorstServiceAndWhatWasLeftOut() {
        SummaryWords words = Reports.of(Verdicts.day());
        assertThat(words.headline()).isEqualTo("199 of 45,021 connections were reset");
        assertThat(words.harm()).isEqualTo("38 lost data, 1 may have lost data, 160 did no harm");
        assertThat(words.lookFirst()).isEqualTo("Look first at 10.0.8.20:8080: request met the idle close, 23 times.");
        assertThat(words.caveats()).hasSize(2).last().isEqualTo("Packets left out: truncated 3.");
    }

    @Test
    void withoutResetsItSaysSo() {
        SummaryWords words = Reports.of(List.of());
        assertThat(words.headline()).isEqualTo("No connection was reset");
        assertThat(words.lookFirst()).isEmpty();
        assertThat(words.read()).startsWith("capture.pcap: 912,345 packets of 45,021 TCP connections, 20 min 3 s from");
    }

    @Test
    void harmlessResetsAloneAreNothingToDo() {
        SummaryWords words = Reports.of(List.of(Verdicts.harmlessAbort(1, 1, 1)));
        assertThat(words.harm()).isEqualTo("it did no harm");
        assertThat(words.lookFirst()).isEqualTo("There is nothing to do.");
    }
}
