package dev.finwait.cli.watch;

import dev.finwait.diagnosis.verdict.Verdict;
import java.io.IOException;

/// Whoever wants to have the verdicts of a watch: the output, a recording, an exporter. All calls
/// come from one thread.
interface WatchSink extends AutoCloseable {
    /// A connection was reset.
    ///
    /// @param verdict what is said of it
    /// @throws IOException if it cannot be kept; the watch then ends with this message
    void verdict(Verdict verdict) throws IOException;

    /// The kernel threw events away before they were read.
    ///
    /// @param events how many since the last call
    default void lost(long events) {}

    /// Time has passed. Called some times a second.
    ///
    /// @param now the time of [System#nanoTime]
    /// @throws IOException if something cannot be written
    default void tick(long now) throws IOException {}

    /// The watch is over.
    ///
    /// @param words the whole of it
    default void end(WatchWords words) {}

    /// Gives everything back. Comes after [#end], or instead of it when the watch failed.
    @Override
    default void close() throws IOException {}
}
