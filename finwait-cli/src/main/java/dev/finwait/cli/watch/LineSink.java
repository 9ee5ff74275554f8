package dev.finwait.cli.watch;

import dev.finwait.cli.Terminal;
import dev.finwait.cli.report.TextReport;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;

/// A line for each incident, and the report at the end.
final class LineSink implements WatchSink {
    /// More would push the lines off the screen.
    static final int GROUPS = 10;

    private final PrintWriter out;
    private final Terminal terminal;
    private final Incidents incidents;
    private boolean told;

    LineSink(PrintWriter out, Terminal terminal, IncidentLine line) {
        this.out = out;
        this.terminal = terminal;
        this.incidents = new Incidents(incident -> {
            told = true;
            line.of(incident).forEach(out::println);
        });
    }

    @Override
    public void verdict(Verdict verdict) {
        incidents.add(verdict, System.nanoTime());
    }

    @Override
    public void tick(long now) {
        incidents.tick(now);
    }

    @Override
    public void end(WatchWords words) {
        incidents.end();
        if (told) {
            out.println();
        }
        new TextReport(out, terminal).print(words, GROUPS);
    }
}
