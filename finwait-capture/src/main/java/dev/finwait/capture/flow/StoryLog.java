package dev.finwait.capture.flow;

import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.reset.Facts;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All segments of one connection that somebody wants to see, up to a limit; beyond it the first and the last, since
/// what ends a connection is at its end.
final class StoryLog {
    /// One in ten may be of the beginning.
    private static final int LATE_TO_EARLY = 9;

    private final int mostEarly;
    private final int mostLate;
    private final List<Segment> early = new ArrayList<>();
    private final ArrayDeque<Segment> late = new ArrayDeque<>();
    private long leftOut;

    @Nullable
    ConnectionFacts facts;

    StoryLog(int most) {
        mostEarly = Math.max(1, most / (1 + LATE_TO_EARLY));
        mostLate = Math.max(1, most - mostEarly);
    }

    /// Adds a segment that the connection has taken, so that its numbers are near those that it knows.
    void add(Flow flow, SegmentBatch batch, int row, boolean fromClient, long nanos) {
        Segment segment = Facts.segment(flow, Row.of(batch, row, fromClient, nanos));
        if (early.size() < mostEarly) {
            early.add(segment);
            return;
        }
        if (late.size() == mostLate) {
            late.removeFirst();
            leftOut++;
        }
        late.addLast(segment);
    }

    Story story() {
        List<Segment> all = new ArrayList<>(early);
        all.addAll(late);
        return new Story(all, leftOut == 0 ? 0 : early.size(), leftOut);
    }
}
