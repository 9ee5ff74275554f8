package dev.finwait.cli.report;

import dev.finwait.cli.Printable;
import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.Wrap;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report for people: a summary, the groups that matter, and at the end those with which nothing is to be done.
/// Not thread-safe.
public final class TextReport {
    private static final int LABEL = 15;

    private final PrintWriter out;
    private final Style style;
    private final int width;

    /// Writes somewhere.
    ///
    /// @param out where the report goes
    /// @param terminal what it may look like there
    public TextReport(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.style = new Style(terminal.colour());
        this.width = Math.min(terminal.columns(), 100);
    }

    /// Writes the summary and the groups.
    ///
    /// @param words the whole
    /// @param most how many groups of each kind at most
    public void print(RunWords words, int most) {
        summary(words);
        Report report = words.report();
        List<Group> groups = report.groups();
        List<Group> harmful =
                groups.stream().filter(group -> group.harm() != Harm.NONE).toList();
        for (int i = 0; i < Math.min(most, harmful.size()); i++) {
            out.println();
            group(i + 1, harmful.get(i));
        }
        if (harmful.size() > most) {
            out.println();
            plain(
                    "",
                    "And " + Amounts.count(harmful.size() - most, "more group") + ": --top " + harmful.size()
                            + " shows them all.");
        }
        harmless(groups.subList(harmful.size(), groups.size()), most);
        if (!groups.isEmpty()) {
            out.println();
            words.hints(groups.getFirst()).forEach(this::faint);
        }
    }

    /// Writes what is said before the groups.
    ///
    /// @param words the whole
    public void summary(RunWords words) {
        plain("", words.read());
        out.println();
        String headline = words.headline();
        String rest = words.report().resets() == 0 ? "." : ": " + words.harm() + ".";
        String said = headline + rest + (words.lookFirst().isEmpty() ? "" : " " + words.lookFirst());
        boolean first = true;
        for (String line : Wrap.lines("", "", Printable.of(said), width)) {
            boolean starts = first && line.startsWith(headline);
            out.println(starts ? style.bold(headline) + line.substring(headline.length()) : line);
            first = false;
        }
        words.caveats().forEach(caveat -> plain("", caveat));
    }

    private void group(int number, Group group) {
        title(number + ". ", group);
        Verdict example = group.examples().getFirst();
        String indent = "   ";
        plain(indent, group.cause().explanation());
        out.println();
        field("who", GroupWords.who(group));
        field("sure", GroupWords.sure(group));
        field("lost", GroupWords.lost(group));
        field("example", GroupWords.example(example));
        example.evidence().forEach(this::observation);
        field("what to do", example.advice());
        field("to be sure", example.question());
    }

    /// The service on the left, how many on the right, and what happened below.
    private void title(String number, Group group) {
        String service = Printable.of(GroupWords.service(group));
        String count = Amounts.count(group.count(), "reset")
                + (group.bytesLost() > 0 ? ", " + Amounts.bytes(group.bytesLost()) + " lost" : "");
        String room = " ".repeat(Math.max(2, width - number.length() - service.length() - count.length()));
        String coloured = group.harm() == Harm.LOST ? style.bad(count) : style.fair(count);
        out.println(number + style.bold(service) + room + coloured);
        String title = group.cause().title();
        String id = group.cause().id();
        boolean fits = 5 + title.length() + id.length() <= width;
        out.println("   " + style.bold(title) + (fits ? style.faint("  " + id) : ""));
        if (!fits) {
            out.println(style.faint("   " + id));
        }
    }

    private void observation(Evidence evidence) {
        String text = Printable.of(evidence.toString());
        Wrap.lines(" ".repeat(LABEL) + "- ", " ".repeat(LABEL + 2), text, width).forEach(out::println);
    }

    private void field(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        String label = "   " + name + " ".repeat(LABEL - 3 - name.length());
        boolean first = true;
        for (String line : Wrap.lines(label, " ".repeat(LABEL), Printable.of(text), width)) {
            out.println(first ? style.faint(label) + line.substring(LABEL) : line);
            first = false;
        }
    }

    private void harmless(List<Group> groups, int most) {
        if (groups.isEmpty()) {
            return;
        }
        out.println();
        out.println(style.good("Nothing to do") + style.faint(" (both sides had all their bytes)"));
        List<Group> shown = groups.subList(0, Math.min(groups.size(), Math.max(most, 5)));
        int counts = longest(
                shown.stream().map(group -> Amounts.number(group.count())).toList());
        int services = longest(shown.stream().map(GroupWords::service).toList());
        for (Group group : shown) {
            String count = Amounts.number(group.count());
            String service = Printable.of(GroupWords.service(group));
            String first = "   " + " ".repeat(counts - count.length()) + count + "  " + service
                    + " ".repeat(services - service.length()) + "  ";
            String text = group.cause().title() + " (" + group.cause().id() + ")";
            Wrap.lines(first, " ".repeat(first.length()), text, width).forEach(out::println);
        }
        long rest = groups.subList(shown.size(), groups.size()).stream()
                .mapToLong(Group::count)
                .sum();
        if (rest > 0) {
            out.println("   and " + Amounts.number(rest) + " in "
                    + Amounts.count(groups.size() - shown.size(), "more group"));
        }
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private void plain(String indent, String text) {
        Wrap.lines(indent, indent, Printable.of(text), width).forEach(out::println);
    }

    private void faint(String text) {
        Wrap.lines("", "", Printable.of(text), width).forEach(line -> out.println(style.faint(line)));
    }
}
