package dev.finwait.cli.why;

import dev.finwait.cli.Terminal;
import dev.finwait.cli.report.SummaryWords;
import dev.finwait.cli.report.TextReport;
import dev.finwait.cli.verdict.VerdictJson;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;

/// Chooses how to show what is found.
final class Outputs {
    /// More would hide what matters.
    private static final int USUAL_GROUPS = 10;

    private Outputs() {}

    /// The one that standard output gets.
    static Output of(WhyOptions options, PrintWriter out, Terminal terminal) {
        if (options.json()) {
            return new Json(new VerdictJson(out));
        }
        if (options.connection() != null) {
            return new StoryOutput(options.connection(), out, terminal);
        }
        if (options.all()) {
            return new All(new VerdictLines(out, terminal), new TextReport(out, terminal), out);
        }
        TextReport report = new TextReport(out, terminal);
        if (options.html() != null) {
            return report::summary;
        }
        if (options.isStream() && terminal.screen()) {
            return new Live(new VerdictLines(out, terminal), report, out, options.top(USUAL_GROUPS));
        }
        return words -> report.print(words, options.top(USUAL_GROUPS));
    }

    /// JSON Lines.
    private record Json(VerdictJson json) implements Output {
        @Override
        public void reset(Verdict verdict) {
            json.reset(verdict);
        }

        @Override
        public void flush() {
            json.flush();
        }

        @Override
        public void end(SummaryWords words) {
            json.summary(words.totals());
            json.flush();
        }
    }

    /// Every reset with what it rests on.
    private record All(VerdictLines lines, TextReport report, PrintWriter out) implements Output {
        @Override
        public void reset(Verdict verdict) {
            lines.line(verdict);
            lines.evidence(verdict);
        }

        @Override
        public void end(SummaryWords words) {
            if (words.report().resets() > 0) {
                out.println();
            }
            report.summary(words);
        }
    }

    /// A line for each reset while the stream goes on, and the report when it ends.
    private record Live(VerdictLines lines, TextReport report, PrintWriter out, int top) implements Output {
        @Override
        public void reset(Verdict verdict) {
            lines.line(verdict);
        }

        @Override
        public void end(SummaryWords words) {
            out.println();
            report.print(words, top);
        }
    }
}
