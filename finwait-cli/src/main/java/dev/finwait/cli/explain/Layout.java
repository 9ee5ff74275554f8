package dev.finwait.cli.explain;

import dev.finwait.cli.Printable;
import dev.finwait.cli.Wrap;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/// Lays text out in lines of a given width, with headings in colour where that is wanted.
///
/// Control characters are replaced: what comes from a log must not drive the terminal.
final class Layout {
    private static final String INDENT = "  ";

    /// Where less room is left beside a name, the text goes below it.
    private static final int NARROWEST_COLUMN = 28;

    private final PrintWriter out;
    private final Ansi ansi;
    private final int width;

    /// Writes lines of at most `width` columns to `out`; longer words are not broken.
    Layout(PrintWriter out, Ansi ansi, int width) {
        this.out = out;
        this.ansi = ansi;
        this.width = width;
    }

    /// The first line: what it is about, and what it is.
    void headline(String subject, String predicate) {
        String text = Printable.of(subject) + ": " + predicate;
        if (text.length() > width) {
            strong(text);
        } else {
            out.println(
                    styled(Printable.of(subject), Style.bold, Style.fg_cyan) + ": " + styled(predicate, Style.bold));
        }
    }

    /// Somebody else's words.
    void quote(String text) {
        wrapped("", "", Printable.of(text), Style.bold, Style.fg_cyan);
    }

    /// Words that must not be missed.
    void strong(String text) {
        wrapped("", "", text, Style.bold);
    }

    /// A heading with an empty line before it.
    void heading(String text) {
        out.println();
        strong(text);
    }

    /// Text under a heading.
    void paragraph(String text) {
        wrapped(INDENT, INDENT, Printable.of(text));
    }

    /// A name and a few words about it, the names under each other in a column.
    void entry(String name, int columns, String text) {
        if (width - columns < NARROWEST_COLUMN) {
            out.println(INDENT + styled(name, Style.fg_cyan));
            detail(text);
            return;
        }
        String padding = " ".repeat(Math.max(1, columns - name.length()));
        String hanging = INDENT + " ".repeat(columns);
        wrapped(INDENT + name + padding, hanging, Printable.of(text), INDENT + styled(name, Style.fg_cyan) + padding);
    }

    /// Text that belongs to the entry before it.
    void detail(String text) {
        wrapped("      ", "      ", Printable.of(text));
    }

    void emptyLine() {
        out.println();
    }

    /// A closing line that says where to go on.
    void hint(String text) {
        out.println();
        wrapped("", "", text, Style.faint);
    }

    private void wrapped(String first, String rest, String text, Style... styles) {
        for (String line : Wrap.lines(first, rest, text, width)) {
            out.println(styled(line, styles));
        }
    }

    /// The same with a first line that begins with invisible characters besides the visible ones.
    private void wrapped(String first, String rest, String text, String firstAsShown) {
        boolean isFirst = true;
        for (String line : Wrap.lines(first, rest, text, width)) {
            out.println(isFirst ? firstAsShown + line.substring(Math.min(first.length(), line.length())) : line);
            isFirst = false;
        }
    }

    private String styled(String text, Style... styles) {
        return ansi.enabled() && styles.length > 0 ? Style.on(styles) + text + Style.off(styles) : text;
    }
}
