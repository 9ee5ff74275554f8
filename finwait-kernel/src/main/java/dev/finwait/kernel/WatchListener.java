package dev.finwait.kernel;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import java.io.IOException;

/// Hears of the resets of this host. All calls come from the watch's own thread, one at a time, and
/// hold it up.
public interface WatchListener {
    /// A connection was reset, at most a second ago, and nothing more came for a while.
    ///
    /// @param facts what is known of it; without packets
    void reset(ConnectionFacts facts);

    /// The kernel threw events away before they were read, so that resets may have gone unseen.
    ///
    /// @param events how many since the last call
    void lost(long events);

    /// Something about this kernel or host makes the facts poorer. Each is said once.
    ///
    /// @param note one line: what is missing, and what follows
    void note(String note);

    /// The watch has ended by itself: nothing more will come.
    ///
    /// @param why what went wrong, in one line
    void failed(IOException why);
}
