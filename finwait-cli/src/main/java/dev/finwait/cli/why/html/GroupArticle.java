package dev.finwait.cli.why.html;

import dev.finwait.cli.ladder.Ladder;
import dev.finwait.cli.report.Group;
import dev.finwait.cli.report.GroupWords;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// One group: how many, where, why, who, how sure, what to change, and one example.
final class GroupArticle {
    private final Group group;
    private final String id;

    private GroupArticle(Group group, String id) {
        this.group = group;
        this.id = id;
    }

    static Element of(Group group, int number) {
        return new GroupArticle(group, "group-" + number).article(number == 1);
    }

    private Element article(boolean open) {
        Verdict example = group.examples().getFirst();
        return Element.styled(
                        "article", "group family-" + group.cause().family().id())
                .with("aria-labelledby", id)
                .add(
                        tally(),
                        Element.styled("div", "story")
                                .add(heading())
                                .add(facts(example))
                                .add(details(example, open)));
    }

    private Element tally() {
        Element tally = Element.styled("p", "tally")
                .add(Element.of("b", Amounts.number(group.count())))
                .text(group.count() == 1 ? " reset" : " resets");
        if (group.bytesLost() > 0) {
            tally.add(Element.styled("span", "loss").text(Amounts.bytes(group.bytesLost()) + " lost"));
        } else {
            tally.add(Element.styled("span", "loss")
                    .text(group.harm() == Harm.LOST ? "data lost" : "may have lost data"));
        }
        return tally;
    }

    private Element heading() {
        Element title = Element.of("h3", group.cause().title()).with("id", id);
        Element where = Element.styled("p", "where")
                .add(
                        Element.styled("span", "address").text(GroupWords.service(group)),
                        Element.styled(
                                        "span",
                                        "chip family-" + group.cause().family().id())
                                .text(group.cause().id()));
        return Element.of("div")
                .add(
                        title,
                        where,
                        Element.styled("p", "what").text(group.cause().explanation()));
    }

    private Element facts(Verdict example) {
        Element list = Element.styled("dl", "facts");
        fact(list, "Who", GroupWords.who(group));
        fact(list, "How sure", GroupWords.sure(group));
        fact(list, "Lost", GroupWords.lost(group));
        idle(list, group.idleCloses());
        fact(list, "What to change", example.advice());
        fact(list, "What would settle it", example.question());
        return list;
    }

    /// Only where the server closed first is its idle limit part of the story.
    private void idle(Element list, IdleCloses closes) {
        boolean matters = switch (group.cause()) {
            case KEEPALIVE_RACE, REQUEST_CROSSED_FIN -> closes.count() > 0;
            default -> false;
        };
        if (!matters) {
            return;
        }
        String shortest = Amounts.duration(closes.shortestNanos());
        String longest = Amounts.duration(closes.longestNanos());
        String range = shortest.equals(longest) ? "always " + shortest : shortest + " to " + longest;
        fact(list, "Its idle limit", range + ", measured on " + Amounts.count(closes.count(), "idle close"));
    }

    private static void fact(Element list, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            String upper = Character.toUpperCase(value.charAt(0)) + value.substring(1);
            list.add(Element.of("dt", name), prose(upper));
        }
    }

    /// Commands stand between backquotes.
    private static Element prose(String text) {
        Element prose = Element.of("dd");
        boolean command = false;
        for (String part : text.split("`", -1)) {
            prose = command ? prose.add(Element.of("code", part)) : prose.text(part);
            command = !command;
        }
        return prose;
    }

    private Element details(Verdict example, boolean open) {
        Element details = Element.of("details");
        if (open) {
            details.with("open", "");
        }
        details.add(Element.of("summary", "One of them, packet by packet: " + GroupWords.example(example)));
        Ladder ladder = Ladder.of(example);
        if (!ladder.rungs().isEmpty()) {
            details.add(Frames.scrolling(
                    "Packets of " + example.facts().client(), LadderFigure.of(ladder, id + "-ladder", example)));
        }
        Element evidence = Element.styled("ol", "evidence");
        for (Evidence observation : example.evidence()) {
            evidence.add(Element.of("li", observation.toString()));
        }
        return details.add(evidence);
    }
}
