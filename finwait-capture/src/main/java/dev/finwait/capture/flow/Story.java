package dev.finwait.capture.flow;

import dev.finwait.diagnosis.facts.Segment;
import java.util.List;

/// The segments of one connection: all of them, or the first and the last. Immutable.
///
/// @param segments those that were kept
/// @param resumesAt the index of the first one behind those that were left out; 0 when none was
/// @param leftOut how many were left out
public record Story(List<Segment> segments, int resumesAt, long leftOut) {
    /// Takes a copy of the list.
    public Story {
        segments = List.copyOf(segments);
    }
}
