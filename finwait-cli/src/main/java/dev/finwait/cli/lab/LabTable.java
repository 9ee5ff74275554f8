package dev.finwait.cli.lab;

import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.Wrap;
import dev.finwait.lab.Lab;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Topic;
import dev.finwait.lab.scenario.Truth;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/// The lab's results as a table for people: a block for each claim, a row for each scenario, the finding below it.
final class LabTable {
    private static final String INDENT = "  ";
    private static final String LEGEND =
            "Each ending was staged just now, on real sockets of this machine. PEER READS and WRITES: what the peer's "
                    + "calls gave, one after the other; a number is bytes, 0 is end-of-stream. WIRE: what the closing "
                    + "side sent. KERNEL'S REASON: its own word for the first reset. LOST: bytes that one application "
                    + "wrote and the other could no longer read.";

    private final PrintWriter out;
    private final Style style;
    private final int width;
    private final List<Column> columns = List.of(
            new Column("PEER READS", 24, Wording::reads),
            new Column("WRITES", 16, Wording::writes),
            new Column("WIRE", 14, Wording::wire),
            new Column("KERNEL'S REASON", 26, Wording::reason),
            new Column("LOST", 10, seen -> Wording.number(seen.bytesLost())));

    LabTable(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.style = new Style(terminal.colour());
        this.width = terminal.columns();
    }

    void print(Lab.Report report) {
        Wrap.lines("", "", LEGEND, width).forEach(line -> out.println(style.faint(line)));
        Topic topic = null;
        for (Result result : report.results()) {
            if (result.scenario().topic() != topic) {
                topic = result.scenario().topic();
                heading(topic);
            }
            row(result);
        }
        summary(report);
    }

    private void heading(Topic topic) {
        out.println();
        String said = topic.label() + ". \"" + topic.claim() + "\" ";
        String truth = topic.truth().word().toUpperCase(Locale.ROOT);
        List<String> lines = Wrap.lines("", INDENT, said, width - truth.length() - 1);
        for (int i = 0; i < lines.size(); i++) {
            String end = i == lines.size() - 1 ? " " + coloured(topic.truth(), truth) : "";
            out.println(style.bold(lines.get(i).stripTrailing()) + end);
        }
        Wrap.lines(INDENT, INDENT, topic.correction(), width).forEach(out::println);
        out.println();
        StringBuilder header = new StringBuilder(INDENT + INDENT);
        columns.forEach(column -> header.append(column.pad(column.title())));
        out.println(style.faint(header.toString().stripTrailing()));
    }

    private String coloured(Truth truth, String word) {
        return switch (truth) {
            case TRUE -> style.good(word);
            case IN_PART -> style.fair(word);
            case FALSE -> style.bad(word);
        };
    }

    private void row(Result result) {
        out.println(INDENT + style.bold(result.scenario().id()));
        switch (result) {
            case Observation seen -> observed(seen);
            case Result.Skipped skipped -> below(style.fair("skipped: " + skipped.why()));
            case Result.Broken broken -> below(style.bad("could not be staged: " + broken.why()));
        }
    }

    private void observed(Observation seen) {
        StringBuilder cells = new StringBuilder(INDENT + INDENT);
        for (Column column : columns) {
            String text = column.pad(column.cell().apply(seen));
            boolean alarming = text.contains("RST") || text.startsWith("E") || text.contains(" E");
            cells.append(alarming ? style.bad(text) : text);
        }
        out.println(cells.toString().stripTrailing());
        below(seen.finding());
        seen.differences().forEach(difference -> below(style.bad("differs: " + difference)));
    }

    private void below(String text) {
        Wrap.lines(INDENT + INDENT, INDENT + INDENT, text, width).forEach(line -> out.println(style.faint(line)));
    }

    private void summary(Lab.Report report) {
        long observed = count(report, Observation.class::isInstance);
        long differing = count(
                report,
                result -> result instanceof Observation seen
                        && !seen.differences().isEmpty());
        long skipped = count(report, Result.Skipped.class::isInstance);
        long broken = count(report, Result.Broken.class::isInstance);
        out.println();
        out.println(style.bold(observed + (observed == 1 ? " scenario seen" : " scenarios seen")) + ", "
                + (differing == 0 ? "all as they should be" : style.bad(differing + " not as they should be"))
                + (broken == 0 ? "" : ", " + style.bad(broken + " could not be staged"))
                + (skipped == 0 ? "" : ", " + skipped + " skipped") + ". Kernel: "
                + Wording.kernel() + ".");
        Wrap.lines(
                        "",
                        "",
                        "The story of one, call by call: finwait lab ID --show. What an error means: finwait explain 104.",
                        width)
                .forEach(out::println);
    }

    private static long count(Lab.Report report, Predicate<Result> kind) {
        return report.results().stream().filter(kind).count();
    }

    /// One column.
    private record Column(String title, int width, Function<Observation, String> cell) {
        String pad(String text) {
            return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
        }
    }
}
