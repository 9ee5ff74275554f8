package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;

/// An end that is not connected yet.
public interface Dialing {
    /// Connects.
    ///
    /// @return what the call gave
    Answer connect();
}
