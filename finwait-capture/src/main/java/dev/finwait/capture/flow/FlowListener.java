package dev.finwait.capture.flow;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import org.jspecify.annotations.Nullable;

/// Is told by [Flows], in the thread that feeds it.
public interface FlowListener {
    /// A reset connection is settled.
    ///
    /// @param facts what is known of it
    void reset(ConnectionFacts facts);

    /// A connection whose story was asked for is over.
    ///
    /// @param client the end that dialled
    /// @param server the end that was called
    /// @param story its segments
    /// @param facts what is known of its reset; null when it was not reset
    void story(Endpoint client, Endpoint server, Story story, @Nullable ConnectionFacts facts);
}
