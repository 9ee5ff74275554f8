package dev.finwait.cli.why;

import dev.finwait.capture.CaptureOptions.AddressPair;
import dev.finwait.capture.ConnectionStory;
import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.Printable;
import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.Wrap;
import dev.finwait.cli.ladder.Ladder;
import dev.finwait.cli.ladder.TextLadder;
import dev.finwait.cli.report.SummaryWords;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Words;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole story of one connection: its packets as a ladder, and the verdict below.
final class StoryOutput implements Output {
    private final AddressPair pair;
    private final PrintWriter out;
    private final Terminal terminal;
    private final Style style;
    private final int width;
    private boolean told;

    StoryOutput(AddressPair pair, PrintWriter out, Terminal terminal) {
        this.pair = pair;
        this.out = out;
        this.terminal = terminal;
        this.style = new Style(terminal.colour());
        this.width = Math.min(terminal.columns(), 100);
    }

    @Override
    public void story(ConnectionStory story, @Nullable Verdict verdict) {
        if (told) {
            out.println();
        }
        told = true;
        if (!story.segments().isEmpty()) {
            String first = Amounts.exact(story.segments().getFirst().at().instant());
            out.println(Amounts.count(story.segmentsInAll(), "packet") + " from " + first + " on");
        }
        new TextLadder(out, terminal).print(Ladder.of(story, verdict));
        out.println();
        if (verdict == null) {
            out.println("This connection was not reset.");
            return;
        }
        verdict(verdict);
    }

    private void verdict(Verdict verdict) {
        out.println(style.bold(verdict.cause().title())
                + style.faint("  " + verdict.cause().id()));
        paragraph("", verdict.cause().explanation());
        out.println();
        List<Evidence> evidence = verdict.evidence();
        for (int i = 0; i < evidence.size(); i++) {
            paragraph("[" + (i + 1) + "] ", evidence.get(i).toString());
        }
        out.println();
        paragraph("reset by    ", Words.who(verdict.resetBy()));
        paragraph(
                "sure        ",
                Words.sure(verdict.confidence())
                        + (verdict.alternatives().isEmpty()
                                ? ""
                                : "; it could also be: " + Words.alternatives(verdict.alternatives())));
        paragraph("harm        ", Words.harm(verdict));
        paragraph("what to do  ", verdict.advice());
        String question = verdict.question();
        if (question != null) {
            paragraph("to be sure  ", question);
        }
    }

    private void paragraph(String label, String text) {
        Wrap.lines(label, " ".repeat(label.length()), Printable.of(text), width).forEach(out::println);
    }

    @Override
    public void end(SummaryWords words) {
        if (!told) {
            throw CommandFailure.badInput("no packet of " + ConnectionName.of(pair) + " is in " + words.source()
                    + ": 'finwait why FILE --all' lists the connections that were reset.");
        }
    }
}
