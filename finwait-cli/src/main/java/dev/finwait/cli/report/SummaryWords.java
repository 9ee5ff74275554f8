package dev.finwait.cli.report;

import dev.finwait.capture.CaptureSummary;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Totals;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What was found in captures, in a few sentences.
///
/// @param report the verdicts
/// @param summary what was read
/// @param sources what it was read from, as the user named it
public record SummaryWords(Report report, CaptureSummary summary, List<String> sources) implements RunWords {
    /// Packets that are left out on purpose, and miss nothing.
    private static final Set<String> EXPECTED = Set.of("not-tcp", "not-ip", "duplicate", "filtered");

    @Override
    public String read() {
        if (summary.first() == null) {
            return "There is no packet in " + source() + ".";
        }
        return source() + ": " + Amounts.count(summary.packets(), "packet") + " of "
                + Amounts.count(summary.connections(), "TCP connection") + ", "
                + Amounts.duration(Math.round(summary.seconds() * 1e9)) + " from "
                + Amounts.dateTime(summary.first().instant()) + ".";
    }

    /// What it was read from.
    ///
    /// @return the name of the capture, or how many there are
    public String source() {
        return sources.size() == 1 ? sources.getFirst() : sources.size() + " captures";
    }

    @Override
    public String headline() {
        if (summary.connections() == 0 && !summary.skipped().containsKey("filtered")) {
            return "No TCP connection was captured";
        }
        if (report.resets() == 0) {
            return "No connection was reset";
        }
        String were = report.resets() == 1 ? " was reset" : " were reset";
        return Amounts.number(report.resets()) + " of " + Amounts.count(summary.connections(), "connection") + were;
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        if (report.blindAttempts() > 0) {
            caveats.add("On " + Amounts.count(report.blindAttempts(), "connection")
                    + " a reset arrived that nobody believed: a blind attempt, not counted above.");
        }
        if (summary.evicted() > 0) {
            caveats.add(Amounts.count(summary.evicted(), "connection")
                    + " had to be forgotten because too many were open at once; --max-connections raises the limit.");
        }
        Map<String, Long> skipped = new TreeMap<>(summary.skipped());
        skipped.keySet().removeIf(reason -> report.resets() > 0 && EXPECTED.contains(reason));
        if (!skipped.isEmpty()) {
            List<String> parts = new ArrayList<>();
            skipped.forEach((reason, count) -> parts.add(reason.replace('-', ' ') + " " + Amounts.number(count)));
            caveats.add("Packets left out: " + String.join(", ", parts) + ".");
        }
        return caveats;
    }

    @Override
    public List<String> hints(Group first) {
        Verdict example = first.examples().getFirst();
        String pair = example.facts().client() + "-" + example.facts().server();
        return List.of(
                "A reset (RST) ends a connection at once, and what is under way is lost; a FIN ends one side in order. "
                        + "Packet numbers are those of tcpdump and Wireshark.",
                "One connection packet by packet: --connection " + pair + ". A page to keep and show: --html FILE. "
                        + "About a cause: finwait explain " + first.cause().id());
    }

    @Override
    public Totals totals() {
        return new Totals(
                summary.packets(),
                summary.bytes(),
                summary.connections(),
                report.resets(),
                report.byCause(),
                summary.seconds(),
                summary.skipped(),
                report.blindAttempts(),
                summary.evicted());
    }
}
