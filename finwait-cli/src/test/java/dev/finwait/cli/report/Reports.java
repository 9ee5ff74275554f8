package dev.finwait.cli.report;

import dev.finwait.capture.CaptureSummary;
import dev.finwait.cli.verdict.Verdicts;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import java.util.Map;

/// Reports for tests of how they are shown.
public final class Reports {
    private Reports() {}

    public static SummaryWords of(List<Verdict> verdicts) {
        Report report = new Report();
        verdicts.forEach(report::add);
        long end = Verdicts.START + 1_203_000_000_000L;
        CaptureSummary summary = new CaptureSummary(
                912_345,
                423_000_000,
                45_021,
                verdicts.size(),
                new Moment(Verdicts.START, 1),
                new Moment(end, 912_345),
                Map.of("not-tcp", 120L, "truncated", 3L),
                0);
        return new SummaryWords(report, summary, List.of("capture.pcap"));
    }
}
