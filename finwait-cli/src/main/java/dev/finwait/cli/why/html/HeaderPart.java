package dev.finwait.cli.why.html;

import dev.finwait.capture.CaptureSummary;
import dev.finwait.cli.report.SummaryWords;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.verdict.Harm;

/// The head of the page: the result in one line, what it did, and what was read.
final class HeaderPart {
    private HeaderPart() {}

    static Element of(SummaryWords words) {
        Element header = Element.of("header")
                .add(
                        Element.styled("p", "mark")
                                .add(Element.styled("span", "word").text("finwait"))
                                .text(" why connections were reset"),
                        Element.of("h1", words.headline()));
        if (words.report().resets() > 0) {
            header.add(Element.styled("p", "lede").text(sentence(words.harm()) + ". " + words.lookFirst()));
            header.add(harmBar(words));
        } else {
            header.add(Element.styled("p", "lede").text("Every connection that was seen to end, ended in order."));
        }
        return header.add(readings(words));
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Element harmBar(SummaryWords words) {
        Element bar = Bars.strip(1000, 18);
        Element legend = Element.styled("ul", "legend");
        double x = 0;
        for (Harm harm : new Harm[] {Harm.LOST, Harm.POSSIBLE, Harm.NONE}) {
            long count = words.report().count(harm);
            double width = 1000.0 * count / words.report().resets();
            if (count > 0) {
                bar.add(Bars.block("harm-" + harm.id(), x, 0, width, 18));
                legend.add(Element.of("li")
                        .add(
                                Element.styled("span", "dot harm-" + harm.id()).with("aria-hidden", "true"),
                                Element.of("b", Amounts.number(count)))
                        .text(" " + meaning(harm)));
            }
            x += width;
        }
        return Element.styled("div", "harm").add(bar, legend);
    }

    private static String meaning(Harm harm) {
        return switch (harm) {
            case LOST -> "lost data";
            case POSSIBLE -> "may have lost data";
            case NONE -> "did no harm";
        };
    }

    private static Element readings(SummaryWords words) {
        CaptureSummary summary = words.summary();
        Element list = Element.styled("dl", "readings");
        reading(list, words.sources().size() == 1 ? "Capture" : "Captures", String.join(", ", words.sources()));
        if (summary.first() != null) {
            reading(list, "From", Amounts.dateTime(summary.first().instant()));
            reading(list, "For", Amounts.duration(Math.round(summary.seconds() * 1e9)));
        }
        reading(list, "Packets", Amounts.number(summary.packets()));
        reading(list, "On the wire", Amounts.bytes(summary.bytes()));
        reading(list, "Connections", Amounts.number(summary.connections()));
        return list;
    }

    private static void reading(Element list, String name, String value) {
        list.add(Element.of("div").add(Element.of("dt", name), Element.of("dd", value)));
    }
}
