package dev.finwait.capture.flow;

import dev.finwait.capture.segment.SegmentBatch;
import java.util.function.LongPredicate;

/// What is followed, and what is told.
///
/// @param pairs which segments are followed
/// @param stories for which connections all segments are kept
/// @param told whether a reset of that time is told
/// @param storySegments the most segments that a story keeps
/// @param maxConnections the most connections that are followed at once
public record FlowOptions(Pairs pairs, Pairs stories, LongPredicate told, int storySegments, int maxConnections) {
    /// A choice among address pairs. Must not depend on the direction.
    public interface Pairs {
        /// All of them.
        Pairs ALL = (batch, row) -> true;

        /// None of them.
        Pairs NONE = (batch, row) -> false;

        /// Whether a segment's pair is chosen.
        ///
        /// @param batch where it is
        /// @param row which it is
        /// @return whether it is
        boolean has(SegmentBatch batch, int row);
    }

    /// Everything is followed and told, no story is kept.
    ///
    /// @param maxConnections the most connections at once
    /// @return the options
    public static FlowOptions everything(int maxConnections) {
        return new FlowOptions(Pairs.ALL, Pairs.NONE, nanos -> true, 0, maxConnections);
    }
}
