package dev.finwait.cli.watch;

import dev.finwait.cli.report.Group;
import dev.finwait.cli.report.Report;
import dev.finwait.cli.report.RunWords;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Totals;
import dev.finwait.kernel.WatchStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a watch saw, in a few sentences.
///
/// @param report the verdicts
/// @param statistics what the watch did
/// @param filtered reset connections that the filters left out
/// @param start when it began
/// @param nanos how long it took
record WatchWords(Report report, WatchStatistics statistics, long filtered, Instant start, long nanos)
        implements RunWords {
    @Override
    public String read() {
        return "Watched this host for " + Amounts.duration(nanos) + " from " + Amounts.dateTime(start) + ".";
    }

    @Override
    public String headline() {
        return switch (Math.toIntExact(Math.min(report.resets(), 2))) {
            case 0 -> "No connection was reset";
            case 1 -> "1 connection was reset";
            default -> Amounts.count(report.resets(), "connection") + " were reset";
        };
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        if (statistics.lost() > 0) {
            caveats.add("The kernel threw " + Amounts.count(statistics.lost(), "event")
                    + " away before they were read: more connections may have been reset.");
        }
        if (filtered > 0) {
            caveats.add(Amounts.count(filtered, "more reset connection") + " did not fit the filters.");
        }
        if (statistics.forgotten() > 0) {
            caveats.add(Amounts.count(statistics.forgotten(), "open connection")
                    + " had to be forgotten: who dialled is a guess there. --max-connections raises the limit.");
        }
        return caveats;
    }

    @Override
    public List<String> hints(Group first) {
        return List.of(
                "A reset (RST) ends a connection at once, and what is under way is lost; a FIN ends one side in "
                        + "order. About a cause: finwait explain "
                        + first.cause().id()
                        + ". With the packets beside it: record with tcpdump and --record, then finwait why FILE --trace RECORD.");
    }

    /// Of connections only the reset ones are counted, of packets the kernel's events.
    @Override
    public Totals totals() {
        Map<String, Long> skipped = new TreeMap<>();
        if (statistics.lost() > 0) {
            skipped.put("lost-events", statistics.lost());
        }
        if (filtered > 0) {
            skipped.put("filtered", filtered);
        }
        return new Totals(
                statistics.events(),
                0,
                report.resets() + filtered,
                report.resets(),
                report.byCause(),
                nanos / 1e9,
                skipped,
                report.blindAttempts(),
                statistics.forgotten());
    }
}
