package dev.finwait.cli.lab;

import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.Wrap;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.story.Call;
import dev.finwait.lab.story.KernelReset;
import dev.finwait.lab.story.Moment;
import dev.finwait.lab.story.Segment;
import dev.finwait.lab.story.Side;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The story of one scenario, drawn in text: both sides' calls in their columns, the packets as arrows between them.
final class Ladder {
    private static final int TIME = 9;
    private static final int ARROW = 26;
    /// A call that takes at least so long is drawn twice: when it is made and when it returns.
    private static final long LONG_NANOS = 20_000_000;

    private final PrintWriter out;
    private final Style style;
    private final Terminal terminal;
    private final int column;
    private long start;

    private Ladder(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.style = new Style(terminal.colour());
        this.column = Math.max(20, (Math.min(terminal.columns(), 120) - TIME - ARROW) / 2);
    }

    static void print(Result result, PrintWriter out, Terminal terminal) {
        Ladder ladder = new Ladder(out, terminal);
        out.println(ladder.style.bold(result.scenario().id()));
        switch (result) {
            case Observation seen -> ladder.story(seen);
            case Result.Skipped skipped -> out.println("skipped: " + skipped.why());
            case Result.Broken broken -> out.println("could not be staged: " + broken.why());
        }
    }

    private void story(Observation seen) {
        Wrap.lines("", "", seen.finding(), terminal.columns()).forEach(out::println);
        out.println();
        out.println(style.faint(" ".repeat(TIME) + pad("CLOSER", column) + pad("", ARROW) + "PEER"));
        start = seen.story().isEmpty() ? 0 : seen.story().getFirst().atNanos();
        draw(seen.story());
        out.println();
        seen.differences().forEach(difference -> out.println(style.bad("differs: " + difference)));
        out.println("The peer read " + Wording.reads(seen) + "; its writes: " + Wording.writes(seen) + "; lost: "
                + Wording.number(seen.bytesLost()) + " bytes.");
    }

    private void draw(List<Moment> story) {
        List<Segment> data = new ArrayList<>();
        for (Rung rung : rungs(story)) {
            if (rung.moment() instanceof Segment segment && !segment.ends() && !segment.opens()) {
                data.add(segment);
                continue;
            }
            flush(data);
            switch (rung.moment()) {
                case Call call -> say(call, rung);
                case Segment segment -> arrow(segment, label(segment));
                case KernelReset reset -> kernel(reset);
            }
        }
        flush(data);
    }

    /// A call stands where it was made, but a read where it returned: what it returned for came before. Calls that take
    /// long stand twice.
    private static List<Rung> rungs(List<Moment> story) {
        List<Rung> rungs = new ArrayList<>();
        for (Moment moment : story) {
            if (moment instanceof Call call) {
                String result = call.answer().call() + " = " + call.answer().result();
                if (call.tookNanos() >= LONG_NANOS) {
                    rungs.add(new Rung(call.atNanos(), call, call.answer().call() + " ..."));
                    String took = String.format(Locale.ROOT, " (%.0f ms)", call.tookNanos() / 1e6);
                    rungs.add(new Rung(call.endNanos(), call, "... " + result + took));
                } else {
                    boolean read = call.kind() == Call.Kind.READ;
                    rungs.add(new Rung(read ? call.endNanos() : call.atNanos(), call, result));
                }
            } else {
                rungs.add(new Rung(moment.atNanos(), moment, ""));
            }
        }
        rungs.sort(Comparator.comparingLong(Rung::atNanos));
        return rungs;
    }

    /// One line of the ladder.
    private record Rung(long atNanos, Moment moment, String text) {}

    /// Data of a stretch without calls and endings is drawn as one arrow for each side; bare ACKs are left out.
    private void flush(List<Segment> data) {
        for (Side side : Side.values()) {
            List<Segment> sent = data.stream()
                    .filter(segment -> segment.side() == side && segment.length() > 0)
                    .toList();
            if (!sent.isEmpty()) {
                long bytes = sent.stream().mapToLong(Segment::length).sum();
                String count = sent.size() == 1 ? "" : " in " + sent.size();
                arrow(sent.getFirst(), Wording.number(bytes) + " bytes" + count);
            }
        }
        data.clear();
    }

    private static String label(Segment segment) {
        return segment.length() == 0
                ? segment.meaning()
                : segment.meaning() + ", " + Wording.number(segment.length()) + " bytes";
    }

    private void say(Call call, Rung rung) {
        String time = time(rung.atNanos());
        for (String line : Wrap.lines("", "  ", rung.text(), column - 1)) {
            String shown = call.answer().failed() ? style.bad(line) : line;
            out.println(time + (call.side() == Side.CLOSER ? shown : " ".repeat(column + ARROW) + shown));
            time = " ".repeat(TIME);
        }
    }

    private void arrow(Segment segment, String label) {
        String dash = terminal.unicode() ? "─" : "-";
        String room = dash.repeat(Math.max(1, ARROW - 6 - label.length()));
        String drawn = segment.side() == Side.CLOSER
                ? dash + " " + label + " " + room + (terminal.unicode() ? "►" : ">")
                : (terminal.unicode() ? "◄" : "<") + room + " " + label + " " + dash;
        out.println(time(segment.atNanos()) + " ".repeat(column) + (segment.resets() ? style.bad(drawn) : drawn));
    }

    private void kernel(KernelReset reset) {
        String side = reset.side() == Side.CLOSER ? "closer's kernel: " : "peer's kernel: ";
        out.println(" ".repeat(TIME) + " ".repeat(column) + style.fair(side + reset.reason()));
    }

    private String time(long nanos) {
        return pad(String.format(Locale.ROOT, "%.3f", (nanos - start) / 1e6), TIME);
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
