package dev.finwait.cli.why.html;

import dev.finwait.cli.report.Group;
import dev.finwait.cli.report.GroupWords;
import dev.finwait.cli.report.Report;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.verdict.Harm;
import java.util.ArrayList;
import java.util.List;

/// What happened: an article for each group that did harm or may have, a row of a table for the others.
final class GroupsPart {
    private GroupsPart() {}

    static List<Page.Section> of(Report report, int most) {
        List<Page.Section> sections = new ArrayList<>();
        List<Group> groups = report.groups();
        List<Group> harmful =
                groups.stream().filter(group -> group.harm() != Harm.NONE).toList();
        List<Group> harmless = groups.subList(harmful.size(), groups.size());
        if (!harmful.isEmpty()) {
            sections.add(new Page.Section("groups", "What happened, most harmful first", articles(harmful, most)));
        }
        if (!harmless.isEmpty()) {
            sections.add(new Page.Section("harmless", "Nothing to do", table(harmless, most)));
        }
        return sections;
    }

    private static List<Element> articles(List<Group> groups, int most) {
        List<Element> articles = new ArrayList<>();
        for (Group group : groups.subList(0, Math.min(most, groups.size()))) {
            articles.add(GroupArticle.of(group, articles.size() + 1));
        }
        if (groups.size() > most) {
            articles.add(rest(groups.size() - most));
        }
        return articles;
    }

    private static List<Element> table(List<Group> groups, int most) {
        Element body = Element.of("tbody");
        for (Group group : groups.subList(0, Math.min(most, groups.size()))) {
            body.add(Element.of("tr")
                    .add(
                            Element.styled("td", "number").text(Amounts.number(group.count())),
                            Element.styled("td", "address").text(GroupWords.service(group)),
                            Element.of("td")
                                    .add(Element.styled(
                                                    "span",
                                                    "dot family-"
                                                            + group.cause()
                                                                    .family()
                                                                    .id())
                                            .with("aria-hidden", "true"))
                                    .text(group.cause().title())
                                    .add(Element.of("small", group.cause().id())),
                            Element.of("td", GroupWords.who(group))));
        }
        Element head = Element.of("tr");
        for (String title : List.of("Resets", "Service", "Cause", "Who reset")) {
            head.add(Element.of("th", title).with("scope", "col"));
        }
        List<Element> content = new ArrayList<>();
        content.add(Element.of("p", "Both sides had all their bytes, or there was nothing to be had."));
        content.add(Frames.scrolling(
                "Resets that did no harm",
                Element.styled("table", "harmless").add(Element.of("thead").add(head), body)));
        if (groups.size() > most) {
            content.add(rest(groups.size() - most));
        }
        return content;
    }

    private static Element rest(int groups) {
        return Element.styled("p", "note")
                .text("And " + Amounts.count(groups, "more group") + ": a larger --top puts them here.");
    }
}
