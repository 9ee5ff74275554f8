package dev.finwait.cli.why.html;

import dev.finwait.cli.ladder.Ladder;
import dev.finwait.cli.ladder.Rung;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.Locale;

/// A ladder as SVG. Arrows lean a little, as time passes while a packet travels.
final class LadderFigure {
    private static final double WIDTH = 800;
    private static final double LEFT = 150;
    private static final double RIGHT = 740;
    private static final double TOP = 52;
    private static final double STEP = 34;
    private static final double LEAN = 6;
    private static final double HEAD = 7;

    /// Two addresses that are longer than this in all do not fit into one line.
    private static final int LONGEST_PAIR = 60;

    private final Element picture = Element.styled("svg", "ladder");
    private double y = TOP;

    private LadderFigure() {}

    static Element of(Ladder ladder, String id, Verdict verdict) {
        LadderFigure figure = new LadderFigure();
        double height = TOP + ladder.rungs().size() * STEP + 14;
        figure.picture
                .with("viewBox", "0 0 " + (int) WIDTH + " " + (int) height)
                .with("role", "img")
                .with("aria-labelledby", id + "-title " + id + "-desc")
                .add(
                        Element.of("title", "Packets between " + ladder.client() + " and " + ladder.server())
                                .with("id", id + "-title"),
                        Element.of("desc", description(ladder, verdict)).with("id", id + "-desc"));
        figure.sides(ladder, height);
        ladder.rungs().forEach(figure::draw);
        return figure.picture;
    }

    /// The ladder in words, for those who do not see it.
    private static String description(Ladder ladder, Verdict verdict) {
        StringBuilder text = new StringBuilder("Ladder diagram. ");
        for (Rung rung : ladder.rungs()) {
            switch (rung) {
                case Rung.Packet packet ->
                    text.append(packet.from() == Side.CLIENT ? "Client: " : "Server: ")
                            .append(packet.label());
                case Rung.Silence silence -> text.append("Silence for ").append(Amounts.duration(silence.nanos()));
                case Rung.Folded folded -> text.append(Amounts.count(folded.packets(), "more packet"));
                case Rung.Unknown unknown -> text.append(Amounts.count(unknown.packets(), "more packet"));
            }
            text.append(". ");
        }
        return text.append("Verdict: ")
                .append(verdict.cause().title())
                .append('.')
                .toString();
    }

    private void sides(Ladder ladder, double height) {
        String client = ladder.client().toString();
        String server = ladder.server().toString();
        double row = client.length() + server.length() > LONGEST_PAIR ? TOP - 34 : TOP - 18;
        picture.add(
                side(LEFT, row, "start", "client ", client),
                side(RIGHT, TOP - 18, "end", "server ", server),
                label("quiet", 66, TOP - 18, "end", "seconds"),
                label("quiet", 116, TOP - 18, "end", "packet"),
                line("life", LEFT, TOP - 10, LEFT, height - 6),
                line("life", RIGHT, TOP - 10, RIGHT, height - 6));
    }

    private static Element side(double x, double y, String anchor, String role, String address) {
        return label("end", x, y, anchor, role)
                .add(Element.styled("tspan", "address").text(address));
    }

    private void draw(Rung rung) {
        switch (rung) {
            case Rung.Packet packet -> arrow(packet);
            case Rung.Silence silence -> pause("silence for " + Amounts.duration(silence.nanos()));
            case Rung.Folded folded ->
                pause(Amounts.count(folded.packets(), "more packet") + ", " + Amounts.bytes(folded.fromClient())
                        + " from the client, " + Amounts.bytes(folded.fromServer()) + " from the server");
            case Rung.Unknown unknown -> pause(Amounts.count(unknown.packets(), "more packet"));
        }
        y += STEP;
    }

    private void arrow(Rung.Packet packet) {
        boolean right = packet.from() == Side.CLIENT;
        double from = right ? LEFT : RIGHT;
        double to = right ? RIGHT : LEFT;
        double back = right ? -HEAD : HEAD;
        double start = y + 10;
        double end = start + LEAN;
        Element group = Element.styled("g", packet.resets() ? "rst" : packet.finishes() ? "fin" : "plain");
        group.add(
                line("arrow", from, start, to + back, end),
                Element.styled("path", "head")
                        .with("d", String.format(Locale.ROOT, "M%.0f %.0fl%.0f -4v8z", to, end, back)),
                label("quiet", 66, start + 4, "end", String.format(Locale.ROOT, "%.6f", packet.nanos() / 1e9)),
                label(
                        "quiet",
                        116,
                        start + 4,
                        "end",
                        Long.toString(packet.segment().at().packet())),
                label("what", (LEFT + RIGHT) / 2, y + 6, "middle", packet.label())
                        .add(Element.styled("tspan", "quiet").with("dx", "10").text(packet.numbers())));
        if (packet.mark() > 0) {
            group.add(
                    Element.styled("circle", "mark")
                            .with("cx", RIGHT + 32)
                            .with("cy", start + 1)
                            .with("r", 10),
                    label("number", RIGHT + 32, start + 5, "middle", Integer.toString(packet.mark())));
        }
        picture.add(group);
    }

    private void pause(String text) {
        picture.add(
                line("pause", LEFT, y - 4, LEFT, y + STEP - 8),
                line("pause", RIGHT, y - 4, RIGHT, y + STEP - 8),
                label("between", (LEFT + RIGHT) / 2, y + 14, "middle", text));
    }

    private static Element line(String styleClass, double x1, double y1, double x2, double y2) {
        return Element.styled("line", styleClass)
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2);
    }

    private static Element label(String styleClass, double x, double y, String anchor, String text) {
        return Element.styled("text", styleClass)
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor)
                .text(text);
    }
}
