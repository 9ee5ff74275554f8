package dev.finwait.capture.flow;

import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All segments of one connection that somebody wants to see, up to a limit.
final class StoryLog {
    private final int most;
    final List<Row> rows = new ArrayList<>();
    long all;

    @Nullable
    ConnectionFacts facts;

    StoryLog(int most) {
        this.most = most;
    }

    void add(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        all++;
        if (rows.size() < most) {
            rows.add(Row.of(batch, row, fromClient, nanos));
        }
    }
}
