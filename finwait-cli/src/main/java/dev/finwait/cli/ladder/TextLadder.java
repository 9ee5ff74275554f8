package dev.finwait.cli.ladder;

import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.facts.Side;
import java.io.PrintWriter;
import java.util.Locale;

/// Draws a ladder in text: time, number of the packet, and an arrow from one side to the other.
public final class TextLadder {
    private static final int TIME = 12;
    private static final int PACKET = 9;
    private static final int MARGIN = 2;
    private static final int MARK = 5;
    private static final int WIDEST = 110;

    private final PrintWriter out;
    private final Style style;
    private final int width;

    /// Draws somewhere.
    ///
    /// @param out where the lines go
    /// @param terminal how wide they may be, and whether in colour
    public TextLadder(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.style = new Style(terminal.colour());
        this.width = Math.max(40, Math.min(terminal.columns(), WIDEST) - TIME - PACKET - MARGIN - MARK);
    }

    /// Draws a ladder.
    ///
    /// @param ladder what to draw
    public void print(Ladder ladder) {
        String left = "client " + ladder.client();
        String right = "server " + ladder.server();
        String room = " ".repeat(Math.max(2, width - left.length() - right.length()));
        out.println(style.faint(pad("seconds", TIME) + pad("packet", PACKET) + " ".repeat(MARGIN))
                + style.bold(left)
                + room
                + style.bold(right));
        for (Rung rung : ladder.rungs()) {
            switch (rung) {
                case Rung.Packet packet -> arrow(packet);
                case Rung.Silence silence -> between("silence for " + Amounts.duration(silence.nanos()));
                case Rung.Folded folded ->
                    between(Amounts.count(folded.packets(), "more packet") + ": "
                            + Amounts.bytes(folded.fromClient()) + " from the client, "
                            + Amounts.bytes(folded.fromServer()) + " from the server");
                case Rung.Unknown unknown -> between(Amounts.count(unknown.packets(), "more packet"));
            }
        }
    }

    private void arrow(Rung.Packet packet) {
        String label = packet.label() + "  " + packet.numbers();
        String line = "─".repeat(Math.max(1, width - label.length() - 7));
        String drawn =
                packet.from() == Side.CLIENT ? "│─ " + label + " " + line + "─►│" : "│◄─" + line + " " + label + " ─│";
        String coloured = packet.resets() ? style.bad(drawn) : packet.finishes() ? style.fair(drawn) : drawn;
        String mark = packet.mark() == 0 ? "" : style.bold(" [" + packet.mark() + "]");
        String time = String.format(Locale.ROOT, "%.6f", packet.nanos() / 1e9);
        String number = Long.toString(packet.segment().at().packet());
        out.println(style.faint(pad(time, TIME) + pad(number, PACKET)) + " ".repeat(MARGIN) + coloured + mark);
    }

    private void between(String text) {
        String indent = " ".repeat(TIME + PACKET + MARGIN);
        int left = Math.max(0, (width - 2 - text.length()) / 2);
        int right = Math.max(0, width - 2 - text.length() - left);
        out.println(indent + "│" + style.faint(" ".repeat(left) + text + " ".repeat(right)) + "│");
    }

    private static String pad(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
