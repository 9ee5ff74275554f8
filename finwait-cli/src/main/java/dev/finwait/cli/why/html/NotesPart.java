package dev.finwait.cli.why.html;

import dev.finwait.cli.report.SummaryWords;
import java.util.ArrayList;
import java.util.List;

/// What the page does not know, what its words mean, and where it comes from.
final class NotesPart {
    private NotesPart() {}

    static List<Element> unknown(SummaryWords words) {
        List<String> notes = new ArrayList<>(words.caveats());
        notes.add(
                "Packets show who sent what, and when. They do not show which process it was, or what its code did: where "
                        + "several causes send the very same packets, the likeliest is named and the others are listed.");
        notes.add("\"Certain\" means that the packets admit no other cause.");
        notes.add("Bytes count as lost when one side sent them and the other side's kernel never acknowledged them, or "
                + "threw them away unread. Bytes that never left their sender are in no capture.");
        notes.add(
                "Times are those of the machine that captured. A capture that began in mid-connection, or saw one direction "
                        + "only, tells less; the verdict then says so in what it saw.");
        Element list = Element.of("ul");
        notes.forEach(note -> list.add(Element.of("li", note)));
        return List.of(list);
    }

    static List<Element> glossary() {
        Element list = Element.styled("dl", "glossary");
        entry(
                list,
                "Reset (RST)",
                "A packet that ends a connection at once. What is under way is lost, and the other side's "
                        + "program gets an error such as \"Connection reset by peer\".");
        entry(
                list,
                "FIN",
                "A packet by which one side says that it has sent its last byte. The other side may go on sending.");
        entry(list, "ACK", "An acknowledgment: all bytes up to this number have arrived in the other side's kernel.");
        entry(list, "SYN", "The packet that opens a connection; SYN and ACK is the answer to it.");
        entry(
                list,
                "seq, ack",
                "The numbers of a packet's first byte and of the byte its sender expects next, counted from "
                        + "the start of the connection.");
        entry(
                list,
                "Drain",
                "To read and throw away what still arrives before a connection is closed, so that the close does "
                        + "not become a reset.");
        return List.of(list);
    }

    private static void entry(Element list, String word, String meaning) {
        list.add(Element.of("dt", word), Element.of("dd", meaning));
    }

    static Element footer() {
        return Element.of("footer")
                .add(Element.of(
                        "p",
                        "Made by finwait why. This page loads nothing and runs no script. It holds addresses, ports and packet "
                                + "headers of the capture, and no payload."));
    }
}
