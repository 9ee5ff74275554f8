package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Trail;
import dev.finwait.diagnosis.facts.Segment;
import org.jspecify.annotations.Nullable;

/// Finds the segment that a reset answers, by the numbers that the reset copied from it (RFC 9293
/// 3.10.7.1).
final class Triggers {
    private Triggers() {}

    static @Nullable Row of(Row reset, Connection connection) {
        Trail trail = connection.trail;
        for (int i = trail.recent() - 1; i >= 0; i--) {
            int place = trail.recent(i);
            if (trail.isFromClient(place) != reset.fromClient() && answers(reset, trail, place)) {
                return row(connection, place);
            }
        }
        return null;
    }

    private static boolean answers(Row reset, Trail trail, int place) {
        boolean acknowledges = (trail.flags(place) & Segment.ACK) != 0;
        if (!reset.has(Segment.ACK)) {
            return acknowledges && trail.acknowledgment(place) == reset.sequence();
        }
        int flags = trail.flags(place);
        int end = trail.sequence(place) + trail.length(place) + (flags & 1) + ((flags >> 1) & 1);
        return !acknowledges && reset.sequence() == 0 && reset.acknowledgment() == end;
    }

    static Row row(Connection connection, int place) {
        Trail trail = connection.trail;
        return new Row(
                trail.nanos(place),
                connection.packet(trail.packet(place)),
                trail.isFromClient(place),
                trail.flags(place),
                trail.sequence(place),
                trail.acknowledgment(place),
                trail.length(place),
                trail.window(place),
                0,
                0,
                -1,
                0,
                -1);
    }
}
