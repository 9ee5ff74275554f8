package dev.finwait.cli.why;

import dev.finwait.cli.Printable;
import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.Wrap;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Words;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;

/// A line for each reset connection.
final class VerdictLines {
    private static final String INDENT = "              ";

    private final PrintWriter out;
    private final Style style;
    private final int width;

    VerdictLines(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.style = new Style(terminal.colour());
        this.width = terminal.columns();
    }

    /// One line: when, which connection, why, how sure, what harm.
    void line(Verdict verdict) {
        String time = Amounts.time(verdict.facts().resetAt().instant());
        String harm = Words.harm(verdict);
        String coloured = verdict.harm() == Harm.LOST ? style.bad(harm) : harm;
        out.println(style.faint(time) + "  " + verdict.facts().client() + " > "
                + verdict.facts().server() + "  "
                + style.bold(verdict.cause().id()) + " (" + verdict.confidence().id() + ", by "
                + verdict.resetBy().id() + process(verdict) + "), " + coloured);
    }

    private static String process(Verdict verdict) {
        return verdict.process() == null ? "" : " " + Printable.of(Words.process(verdict.process()));
    }

    /// What the verdict rests on, and what is open.
    void evidence(Verdict verdict) {
        for (Evidence evidence : verdict.evidence()) {
            wrapped("- " + evidence);
        }
        if (!verdict.alternatives().isEmpty()) {
            wrapped("it could also be: " + Words.alternatives(verdict.alternatives()));
        }
    }

    private void wrapped(String text) {
        Wrap.lines(INDENT, INDENT + "  ", Printable.of(text), width).forEach(line -> out.println(style.faint(line)));
    }
}
