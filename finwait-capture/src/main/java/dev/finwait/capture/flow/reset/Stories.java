package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Trail;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import java.util.ArrayList;
import java.util.List;

/// Tells segments with relative numbers.
final class Stories {
    private final Scale scale;

    Stories(Scale scale) {
        this.scale = scale;
    }

    Segment segment(Row row) {
        return new Segment(
                new Moment(row.nanos(), row.packet()),
                side(row.fromClient()),
                row.flags(),
                scale.relative(row, row.fromClient(), row.sequence()),
                row.has(Segment.ACK) ? scale.relative(row, !row.fromClient(), row.acknowledgment()) : -1,
                row.length(),
                scale.window(row.fromClient(), row.window(), row.has(Segment.SYN)));
    }

    static Side side(boolean client) {
        return client ? Side.CLIENT : Side.SERVER;
    }

    /// The handshake, the last segments before the reset, the reset, and what came after.
    List<Segment> story(ResetCase reset) {
        List<Row> rows = new ArrayList<>();
        Connection before = reset.before;
        for (int place = Trail.SYN; place <= Trail.COMPLETED; place++) {
            add(rows, before, place);
        }
        for (int i = 0; i < before.trail.recent(); i++) {
            add(rows, before, before.trail.recent(i));
        }
        add(rows, reset.reset);
        for (Row row : reset.after) {
            add(rows, row);
        }
        List<Segment> segments = new ArrayList<>(rows.size());
        for (Row row : rows) {
            segments.add(segment(row));
        }
        return segments;
    }

    private static void add(List<Row> rows, Connection connection, int place) {
        if (connection.trail.has(place)) {
            add(rows, Triggers.row(connection, place));
        }
    }

    /// Rows come nearly in order, some of them twice.
    private static void add(List<Row> rows, Row row) {
        int place = rows.size();
        while (place > 0 && rows.get(place - 1).packet() > row.packet()) {
            place--;
        }
        if (place == 0 || rows.get(place - 1).packet() != row.packet()) {
            rows.add(place, row);
        }
    }
}
