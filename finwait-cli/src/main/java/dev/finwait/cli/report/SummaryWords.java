package dev.finwait.cli.report;

import dev.finwait.capture.CaptureSummary;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Totals;
import dev.finwait.cli.verdict.Words;
import dev.finwait.diagnosis.verdict.Harm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The whole in a few sentences.
///
/// @param report the verdicts
/// @param summary what was read
/// @param sources what it was read from, as the user named it
public record SummaryWords(Report report, CaptureSummary summary, List<String> sources) {
    /// Packets that are left out on purpose, and miss nothing.
    private static final Set<String> EXPECTED = Set.of("not-tcp", "not-ip", "duplicate", "filtered");

    /// What was read.
    ///
    /// @return one sentence
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

    /// The result in one sentence.
    ///
    /// @return for example `3 of 40 connections were reset`
    public String headline() {
        if (report.resets() == 0) {
            return "No connection was reset";
        }
        String were = report.resets() == 1 ? " was reset" : " were reset";
        return Amounts.number(report.resets()) + " of " + Amounts.count(summary.connections(), "connection") + were;
    }

    /// What the resets did.
    ///
    /// @return the rest of that sentence
    public String harm() {
        if (report.resets() == 0) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        part(parts, Harm.LOST, "lost data");
        part(parts, Harm.POSSIBLE, "may have lost data");
        part(parts, Harm.NONE, "did no harm");
        return String.join(", ", parts);
    }

    private void part(List<String> parts, Harm harm, String words) {
        long count = report.count(harm);
        if (count > 0) {
            parts.add((count == report.resets() ? count == 1 ? "it" : "all of them" : Amounts.number(count)) + " "
                    + words);
        }
    }

    /// Where to look first.
    ///
    /// @return one or two sentences; empty when nothing is to be done
    public String lookFirst() {
        List<Group> groups = report.groups();
        if (groups.isEmpty()) {
            return "";
        }
        Group worst = groups.getFirst();
        if (worst.harm() == Harm.NONE) {
            return "There is nothing to do.";
        }
        return "Look first at " + worst.service() + ": "
                + Words.lowerFirst(worst.cause().title())
                + (worst.count() == 1 ? "." : ", " + Amounts.number(worst.count()) + " times.");
    }

    /// What is not in the figures, and should be known.
    ///
    /// @return sentences, often none
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

    /// The sums, as a program wants them.
    ///
    /// @return the totals
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
