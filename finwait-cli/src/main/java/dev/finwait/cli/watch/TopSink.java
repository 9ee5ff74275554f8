package dev.finwait.cli.watch;

import dev.finwait.cli.Printable;
import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.report.Group;
import dev.finwait.cli.report.GroupWords;
import dev.finwait.cli.report.Report;
import dev.finwait.cli.report.TextReport;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;

/// A table by service and cause, drawn again every second on a screen of its own; the report at the
/// end.
final class TopSink implements WatchSink {
    private static final long EVERY_NANOS = 1_000_000_000;
    /// Fits a terminal of 24 lines.
    private static final int ROWS = 18;

    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K\n";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final Terminal terminal;
    private final ZoneId zone;
    private final Style style;
    private final Report report = new Report();
    private long lost;
    private long drawn;
    private boolean entered;

    TopSink(PrintWriter out, Terminal terminal, ZoneId zone) {
        this.out = out;
        this.terminal = terminal;
        this.zone = zone;
        this.style = new Style(terminal.colour());
    }

    @Override
    public void verdict(Verdict verdict) {
        report.add(verdict);
    }

    @Override
    public void lost(long events) {
        lost += events;
    }

    @Override
    public void tick(long now) {
        if (!entered || now - drawn >= EVERY_NANOS) {
            drawn = now;
            draw();
        }
    }

    private void draw() {
        StringBuilder screen = new StringBuilder(entered ? "" : ENTER).append(HOME);
        entered = true;
        line(screen, style.bold(heading()));
        line(screen, "");
        line(screen, style.faint(row("RESETS", "LOST", "LAST", "SERVICE", "CAUSE, PROCESS")));
        List<Group> groups = report.groups();
        for (Group group : groups.subList(0, Math.min(ROWS, groups.size()))) {
            line(screen, coloured(group));
        }
        if (groups.size() > ROWS) {
            line(screen, "and " + Amounts.count(groups.size() - ROWS, "more group"));
        }
        out.print(screen.append(CLEAR_BELOW));
        out.flush();
    }

    private String heading() {
        String counted = Amounts.count(report.resets(), "connection") + " reset, "
                + Amounts.number(report.count(Harm.LOST)) + " lost data";
        return lost == 0 ? counted : counted + "; " + Amounts.count(lost, "event") + " of the kernel lost";
    }

    private String coloured(Group group) {
        String row = row(
                Amounts.number(group.count()),
                Amounts.number(group.lost()),
                Amounts.time(group.last().instant(), zone).substring(0, "HH:mm:ss".length()),
                GroupWords.service(group),
                GroupWords.causeAndProcess(group));
        return switch (group.harm()) {
            case NONE -> row;
            case POSSIBLE -> style.fair(row);
            case LOST -> style.bad(row);
        };
    }

    private String row(String resets, String lostData, String last, String service, String what) {
        String row = Printable.of(String.format("%8s %7s  %-8s  %-23s  %s", resets, lostData, last, service, what));
        return row.substring(0, Math.min(row.length(), terminal.columns()));
    }

    private static void line(StringBuilder screen, String text) {
        screen.append(text).append(END_OF_LINE);
    }

    @Override
    public void end(WatchWords words) {
        leave();
        new TextReport(out, terminal).print(words, LineSink.GROUPS);
    }

    @Override
    public void close() {
        leave();
    }

    private void leave() {
        if (entered) {
            entered = false;
            out.print(LEAVE);
            out.flush();
        }
    }
}
