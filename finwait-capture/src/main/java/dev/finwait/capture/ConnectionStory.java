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
/// @param segments all packets; of more than [#MOST_SEGMENTS] the first and, nine times as many, the last
/// @param resumesAt the index of the first packet behind those that were left out; 0 when none was
/// @param leftOut how many were left out
/// @param facts what is known of its reset; null when it was not reset
public record ConnectionStory(
        Endpoint client,
        Endpoint server,
        List<Segment> segments,
        int resumesAt,
        long leftOut,
        @Nullable ConnectionFacts facts) {
    /// The most packets that a story keeps.
    public static final int MOST_SEGMENTS = 10_000;

    /// Takes a copy of the list.
    public ConnectionStory {
        segments = List.copyOf(segments);
    }

    /// How many packets there were.
    ///
    /// @return those that were kept and those that were left out
    public long segmentsInAll() {
        return segments.size() + leftOut;
    }
}
