package dev.finwait.cli.report;

import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Totals;
import dev.finwait.cli.verdict.Words;
import dev.finwait.diagnosis.verdict.Harm;
import java.util.ArrayList;
import java.util.List;

/// The whole of a run in a few sentences, whatever its verdicts came from.
public interface RunWords {
    /// The verdicts.
    ///
    /// @return the report
    Report report();

    /// What was looked at.
    ///
    /// @return one sentence
    String read();

    /// The result in one sentence.
    ///
    /// @return for example `3 of 40 connections were reset`
    String headline();

    /// What is not in the figures, and should be known.
    ///
    /// @return sentences, often none
    List<String> caveats();

    /// What to do to learn more.
    ///
    /// @param first the group that is shown first
    /// @return sentences
    List<String> hints(Group first);

    /// The sums, as a program wants them.
    ///
    /// @return the totals
    Totals totals();

    /// What the resets did.
    ///
    /// @return the rest of the sentence that [#headline()] begins; empty without resets
    default String harm() {
        if (report().resets() == 0) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        part(parts, Harm.LOST, "lost data");
        part(parts, Harm.POSSIBLE, "may have lost data");
        part(parts, Harm.NONE, "did no harm");
        return String.join(", ", parts);
    }

    private void part(List<String> parts, Harm harm, String words) {
        long count = report().count(harm);
        if (count > 0) {
            parts.add((count == report().resets() ? count == 1 ? "it" : "all of them" : Amounts.number(count)) + " "
                    + words);
        }
    }

    /// Where to look first.
    ///
    /// @return one or two sentences; empty when nothing is to be done
    default String lookFirst() {
        List<Group> groups = report().groups();
        if (groups.isEmpty()) {
            return "";
        }
        Group worst = groups.getFirst();
        if (worst.harm() == Harm.NONE) {
            return "There is nothing to do.";
        }
        return "Look first at " + worst.service() + ": "
                + Words.lowerFirst(worst.cause().title())
                + (worst.count() == 1 ? "." : ", " + Amounts.number(worst.count()) + " times.");
    }
}
