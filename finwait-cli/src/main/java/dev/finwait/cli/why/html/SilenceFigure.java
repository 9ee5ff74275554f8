package dev.finwait.cli.why.html;

import dev.finwait.cli.report.Report;
import dev.finwait.cli.report.Silences;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.facts.IdleLimit;
import java.util.List;
import java.util.Locale;

/// How long connections had been silent before they were used again and met a reset, on a logarithmic scale, with the
/// limits of well-known boxes drawn in.
final class SilenceFigure {
    private static final double WIDTH = 800;
    private static final double LEFT = 20;
    private static final double TOP = 44;
    private static final double BOTTOM = 190;
    private static final double HEIGHT = 216;
    private static final double NARROWEST = 3;
    private static final int[] TICKS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 24 * 3600};

    private final Silences silences;
    private final Element picture = Element.styled("svg", "silence");
    private final int first;
    private final int last;

    private SilenceFigure(Silences silences) {
        this.silences = silences;
        int from = 0;
        while (silences.count(from) == 0) {
            from++;
        }
        int to = Silences.BUCKETS - 1;
        while (silences.count(to) == 0) {
            to--;
        }
        // The known limits are always in sight: a silence far from all of them tells something too.
        this.first = Math.min(from, 4 * 28);
        this.last = Math.max(to + 1, 4 * 82);
    }

    static List<Element> of(Report report) {
        Element figure = new SilenceFigure(report.silences()).draw();
        Element limits = Element.styled("ul", "limits");
        for (IdleLimit limit : IdleLimit.KNOWN) {
            limits.add(Element.of("li")
                    .add(Element.of("b", limit.seconds() + " s"))
                    .text(" " + limit.where()));
        }
        return List.of(
                Element.of(
                        "p",
                        "Each column counts connections that had been silent for that long when one side closed them, or "
                                + "somebody on the way forgot them, and the next data met a reset. A pile at a limit "
                                + "points at whoever has it."),
                Frames.scrolling("Lengths of silence", figure),
                legend(report.silences()),
                limits,
                Element.styled("p", "note")
                        .text("Defaults as their makers document them; yours may be set otherwise."));
    }

    private static Element legend(Silences silences) {
        Element legend = Element.styled("ul", "legend");
        for (Silences.End end : Silences.End.values()) {
            long total = 0;
            for (int bucket = 0; bucket < Silences.BUCKETS; bucket++) {
                total += silences.count(bucket, end);
            }
            if (total > 0) {
                legend.add(Element.of("li")
                        .add(
                                Element.styled("span", "dot " + styleOf(end)).with("aria-hidden", "true"),
                                Element.of("b", Amounts.number(total)))
                        .text(
                                end == Silences.End.CLOSED
                                        ? " closed with a FIN, data came too late"
                                        : " forgotten without a word"));
            }
        }
        return legend;
    }

    private Element draw() {
        picture.with("viewBox", "0 0 " + (int) WIDTH + " " + (int) HEIGHT)
                .with("role", "img")
                .with("aria-labelledby", "silence-title silence-desc")
                .add(
                        Element.of("title", "Histogram of silences before a reset")
                                .with("id", "silence-title"),
                        Element.of("desc", description()).with("id", "silence-desc"));
        for (int tick : TICKS) {
            tick(tick);
        }
        for (int i = 0; i < IdleLimit.KNOWN.size(); i++) {
            limit(IdleLimit.KNOWN.get(i).seconds());
        }
        columns();
        return picture.add(Element.styled("line", "base")
                .with("x1", LEFT)
                .with("y1", BOTTOM)
                .with("x2", WIDTH - LEFT)
                .with("y2", BOTTOM));
    }

    private void columns() {
        long most = 1;
        for (int bucket = first; bucket < last; bucket++) {
            most = Math.max(most, silences.count(bucket));
        }
        for (int bucket = first; bucket < last; bucket++) {
            if (silences.count(bucket) > 0) {
                column(bucket, most);
            }
        }
    }

    private void column(int bucket, long most) {
        double x = at(Silences.secondsAt(bucket));
        double width = Math.max(NARROWEST, at(Silences.secondsAt(bucket + 1)) - x);
        double y = BOTTOM;
        for (Silences.End end : Silences.End.values()) {
            if (silences.count(bucket, end) > 0) {
                double height = Math.max(2, (BOTTOM - TOP - 8) * silences.count(bucket, end) / most);
                y -= height;
                picture.add(Bars.block(styleOf(end), x, y, width, height));
            }
        }
    }

    private static String styleOf(Silences.End end) {
        return switch (end) {
            case CLOSED -> "family-late";
            case FORGOTTEN -> "family-gone";
        };
    }

    /// Lines that are close together have their labels on different sides and in different rows.
    private void limit(int seconds) {
        boolean left = seconds == 60 || seconds == 240 || seconds == 300 || seconds == 600;
        double row = seconds == 300 || seconds == 600 ? 14 : 30;
        double x = at(seconds);
        picture.add(
                Element.styled("line", "limit")
                        .with("x1", x)
                        .with("y1", row - 10)
                        .with("x2", x)
                        .with("y2", BOTTOM),
                Element.styled("text", "limit-label")
                        .with("x", left ? x - 4 : x + 4)
                        .with("y", row)
                        .with("text-anchor", left ? "end" : "start")
                        .text(seconds + " s"));
    }

    private void tick(int seconds) {
        double x = at(seconds);
        if (x >= LEFT && x <= WIDTH - LEFT) {
            String label =
                    seconds < 60 ? seconds + " s" : seconds < 3600 ? seconds / 60 + " min" : seconds / 3600 + " h";
            picture.add(Element.styled("text", "quiet")
                    .with("x", x)
                    .with("y", BOTTOM + 18)
                    .with("text-anchor", "middle")
                    .text(label));
        }
    }

    private double at(double seconds) {
        double from = Math.log(Silences.secondsAt(first));
        double to = Math.log(Silences.secondsAt(last));
        return LEFT + (Math.log(seconds) - from) / (to - from) * (WIDTH - 2 * LEFT);
    }

    private String description() {
        StringBuilder text = new StringBuilder();
        for (int bucket = first; bucket < last; bucket++) {
            if (silences.count(bucket) > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "%.0f to %.0f seconds: %s. ",
                        Silences.secondsAt(bucket),
                        Silences.secondsAt(bucket + 1),
                        Amounts.number(silences.count(bucket))));
            }
        }
        return text.toString().strip();
    }
}
