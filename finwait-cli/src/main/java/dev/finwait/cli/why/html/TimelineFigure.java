package dev.finwait.cli.why.html;

import dev.finwait.cause.Family;
import dev.finwait.cli.report.SummaryWords;
import dev.finwait.cli.report.Timeline;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.facts.Moment;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// When connections were reset: a column for each stretch of time, coloured by family.
final class TimelineFigure {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 120;
    private static final int COLUMNS = 100;

    private final Map<Family, long[]> counts = new EnumMap<>(Family.class);
    private final long start;
    private final long end;

    private TimelineFigure(SummaryWords words) {
        Timeline timeline = words.report().timeline();
        Moment first = words.summary().first();
        Moment last = words.summary().last();
        this.start = first == null ? timeline.startOf(0) : first.nanos();
        this.end = Math.max(start + COLUMNS, last == null ? timeline.startOf(Timeline.SLOTS) : last.nanos());
        for (Family family : Family.values()) {
            long[] columns = new long[COLUMNS];
            for (int slot = 0; slot < Timeline.SLOTS; slot++) {
                columns[columnOf(timeline.startOf(slot))] += timeline.count(slot, family);
            }
            if (LongStream.of(columns).sum() > 0) {
                counts.put(family, columns);
            }
        }
    }

    private int columnOf(long nanos) {
        long offset = Math.max(0, Math.min(nanos, end - 1) - start);
        return (int) Math.min(COLUMNS - 1, (long) ((double) offset / (end - start) * COLUMNS));
    }

    static List<Element> of(SummaryWords words) {
        return new TimelineFigure(words).figure();
    }

    private List<Element> figure() {
        long most = 1;
        int busiest = 0;
        for (int column = 0; column < COLUMNS; column++) {
            long total = total(column);
            busiest = total > most ? column : busiest;
            most = Math.max(most, total);
        }
        Element picture = Bars.strip(WIDTH, HEIGHT);
        for (int column = 0; column < COLUMNS; column++) {
            column(picture, column, most);
        }
        Element axis = Element.styled("p", "axis")
                .add(Element.of("span", label(start)), Element.of("span", label(start + (end - start) / 2)))
                .add(Element.of("span", label(end)));
        long width = (end - start) / COLUMNS;
        String summary = "Most at once: " + Amounts.number(most) + " within " + Amounts.duration(Math.max(1, width))
                + ", at " + label(start + busiest * width) + " UTC.";
        return List.of(
                Element.styled("div", "timeline").add(picture, axis),
                families(),
                Element.styled("p", "note").text(summary));
    }

    private void column(Element picture, int column, long most) {
        double width = WIDTH / COLUMNS;
        double y = HEIGHT;
        for (Map.Entry<Family, long[]> family : counts.entrySet()) {
            long count = family.getValue()[column];
            if (count > 0) {
                double height = Math.max(1.5, (HEIGHT - 4) * count / most);
                y -= height;
                String style = "family-" + family.getKey().id();
                picture.add(Bars.block(style, column * width + 1, y, width - 2, height));
            }
        }
    }

    private long total(int column) {
        return counts.values().stream().mapToLong(columns -> columns[column]).sum();
    }

    private Element families() {
        Element legend = Element.styled("ul", "legend");
        counts.forEach((family, columns) -> legend.add(Element.of("li")
                .add(
                        Element.styled("span", "dot family-" + family.id()).with("aria-hidden", "true"),
                        Element.of("b", Amounts.number(LongStream.of(columns).sum())))
                .text(" " + family.title())));
        return legend;
    }

    private static String label(long nanos) {
        return Amounts.time(Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000));
    }
}
