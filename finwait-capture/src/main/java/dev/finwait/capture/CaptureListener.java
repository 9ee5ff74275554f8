package dev.finwait.capture;

import dev.finwait.diagnosis.facts.ConnectionFacts;

/// Is told what a capture holds, while it is read, always by the thread that called [CaptureAnalysis].
public interface CaptureListener {
    /// A connection was reset, and is over: nothing more was heard of it for a while, or the capture
    /// ended.
    ///
    /// @param facts what is known of it
    void reset(ConnectionFacts facts);

    /// The whole story of the connection that was asked for. Called once for each connection of that
    /// address pair.
    ///
    /// @param story its packets
    default void story(ConnectionStory story) {}

    /// Some more was read. Called some times a second.
    ///
    /// @param progress how far the reading is
    default void progress(CaptureProgress progress) {}
}
