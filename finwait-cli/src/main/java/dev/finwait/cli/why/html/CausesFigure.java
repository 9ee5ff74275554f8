package dev.finwait.cli.why.html;

import dev.finwait.cause.Cause;
import dev.finwait.cli.report.Group;
import dev.finwait.cli.report.Report;
import dev.finwait.cli.verdict.Amounts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Counts by cause: a table with a bar in each row, which is full where data was lost.
final class CausesFigure {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 14;

    private final Report report;
    private final long most;

    private CausesFigure(Report report) {
        this.report = report;
        this.most = report.byCause().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
    }

    static List<Element> of(Report report) {
        CausesFigure figure = new CausesFigure(report);
        Element body = Element.of("tbody");
        // The order of the groups, so that what did most harm comes first here as well.
        Set<Cause> causes = new LinkedHashSet<>();
        report.groups().forEach(group -> causes.add(group.cause()));
        causes.forEach(cause -> body.add(figure.row(cause, report.byCause().getOrDefault(cause, 0L))));
        Element head = Element.of("thead")
                .add(Element.of("tr")
                        .add(
                                Element.of("th", "Cause").with("scope", "col"),
                                Element.of("th", "Connections")
                                        .with("scope", "col")
                                        .with("colspan", "2")));
        return List.of(
                Element.styled("table", "causes").add(head, body),
                Element.styled("p", "note")
                        .text("Full colour: data was lost. Half: it may have been. Pale: nothing was."));
    }

    private Element row(Cause cause, long count) {
        Element title = Element.of("th").with("scope", "row");
        title.add(Element.styled("span", "dot family-" + cause.family().id()).with("aria-hidden", "true"))
                .text(cause.title())
                .add(Element.of("small", cause.id()));
        return Element.of("tr")
                .add(
                        title,
                        Element.styled("td", "bar").add(bar(cause)),
                        Element.styled("td", "number").text(Amounts.number(count)));
    }

    private Element bar(Cause cause) {
        long lost = 0;
        long maybe = 0;
        long none = 0;
        for (Group group : report.groups()) {
            if (group.cause() == cause) {
                lost += group.lost();
                maybe += group.maybeLost();
                none += group.count() - group.lost() - group.maybeLost();
            }
        }
        String family = "family-" + cause.family().id();
        Element bar = Bars.strip(WIDTH, HEIGHT);
        double x = part(bar, family + " full", 0, lost);
        x = part(bar, family + " half", x, maybe);
        part(bar, family + " pale", x, none);
        return bar;
    }

    private double part(Element bar, String styleClass, double x, long count) {
        double width = WIDTH * count / most;
        if (count > 0) {
            bar.add(Bars.block(styleClass, x, 0, width, HEIGHT));
        }
        return x + width;
    }
}
