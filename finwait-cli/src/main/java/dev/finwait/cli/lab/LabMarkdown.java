package dev.finwait.cli.lab;

import dev.finwait.lab.Lab;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Topic;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lab's results as Markdown: docs/truth-table.md is one run of it.
final class LabMarkdown {
    private LabMarkdown() {}

    static void print(Lab.Report report, PrintWriter out) {
        out.println("# What really happens when a TCP connection ends");
        out.println();
        out.println("Observed on " + Wording.kernel() + ", written by `finwait lab --markdown`.");
        out.println(
                "Each row is one run on real sockets: what the peer's reads and writes gave, what a Java `Socket` in its"
                        + " place threw first, the closing side's packets that carry FIN or RST, the kernel's own reason for the"
                        + " first reset, and the bytes that one application wrote and the other could no longer read.");
        Topic topic = null;
        for (Result result : report.results()) {
            if (result.scenario().topic() != topic) {
                topic = result.scenario().topic();
                heading(topic, out);
            }
            out.println(row(result));
        }
        report.notes().forEach(note -> out.println("\nNote: " + note + "."));
    }

    private static void heading(Topic topic, PrintWriter out) {
        out.println();
        out.println("## " + topic.label() + ". \"" + topic.claim() + "\"");
        out.println();
        out.println("**" + capitalized(topic.truth().word()) + ".** " + topic.correction());
        out.println();
        out.println(
                "| scenario | closer | peer reads | peer writes | Java peer | wire | kernel's reason | lost | finding |");
        out.println("|---|---|---|---|---|---|---|---:|---|");
    }

    private static String row(Result result) {
        String id = "`" + result.scenario().id() + "`";
        return switch (result) {
            case Observation seen -> {
                String exception = seen.peer().javaException();
                yield cells(
                        id,
                        seen.closer().did(),
                        Wording.reads(seen),
                        Wording.writes(seen),
                        exception == null ? "-" : exception.substring(exception.lastIndexOf('.') + 1),
                        Wording.wire(seen),
                        Wording.reason(seen),
                        Wording.number(seen.bytesLost()),
                        seen.finding());
            }
            case Result.Skipped skipped -> cells(id, "", "", "", "", "", "", "", "skipped: " + skipped.why());
            case Result.Broken broken -> cells(id, "", "", "", "", "", "", "", "could not be staged: " + broken.why());
        };
    }

    private static String cells(String... cells) {
        return Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
