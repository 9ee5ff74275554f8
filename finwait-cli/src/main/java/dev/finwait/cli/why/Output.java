package dev.finwait.cli.why;

import dev.finwait.capture.ConnectionStory;
import dev.finwait.cli.report.SummaryWords;
import dev.finwait.diagnosis.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// One way to show what was found.
interface Output {
    /// A connection was reset. Called as soon as that is settled; not called for attempts that nobody believed.
    ///
    /// @param verdict what is said of it
    default void reset(Verdict verdict) {}

    /// The packets of the connection that the user asked for.
    ///
    /// @param story its packets
    /// @param verdict what is said of its reset; null when it was not reset
    default void story(ConnectionStory story, @Nullable Verdict verdict) {}

    /// What was shown so far should be seen now. Called some times a second, and when the reading ends.
    default void flush() {}

    /// All has been read.
    ///
    /// @param words the whole
    void end(SummaryWords words);
}
