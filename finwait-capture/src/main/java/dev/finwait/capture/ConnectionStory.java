package dev.finwait.capture;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The packets of one connection, in the order of the capture.
///
/// @param client the end that dialled
/// @param server the end that was called
/// @param segments the first packets, at most [#MOST_SEGMENTS]
/// @param segmentsInAll how many there were
/// @param facts what is known of its reset; null when it was not reset
public record ConnectionStory(
        Endpoint client,
        Endpoint server,
        List<Segment> segments,
        long segmentsInAll,
        @Nullable ConnectionFacts facts) {
    /// The most packets that a story keeps.
    public static final int MOST_SEGMENTS = 10_000;

    /// Takes a copy of the list.
    public ConnectionStory {
        segments = List.copyOf(segments);
    }
}
