package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Half;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Trail;
import dev.finwait.diagnosis.facts.Segment;
import org.jspecify.annotations.Nullable;

/// Finds the segment that a reset answers, by the numbers that the reset copied from it (RFC 9293
/// 3.10.7.1).
final class Triggers {
    private Triggers() {}

    /// Of several that fit, the first one that the resetting end had not acknowledged: it answers what
    /// comes first, and a FIN right behind data has the numbers of the data. Of that, the last copy.
    static @Nullable Row of(Row reset, Connection connection) {
        Trail trail = connection.trail;
        Half other = connection.half(!reset.fromClient());
        int found = -1;
        boolean refused = false;
        for (int i = 0; i < trail.recent(); i++) {
            int place = trail.recent(i);
            if (trail.isFromClient(place) != reset.fromClient() && answers(reset, trail, place)) {
                boolean copy = found >= 0 && trail.sequence(found) == trail.sequence(place);
                found = !refused || copy ? place : found;
                refused |= end(trail, place) != trail.sequence(place)
                        && other.relative(end(trail, place)) > other.acknowledged;
            }
        }
        return found < 0 ? null : row(connection, found);
    }

    private static boolean answers(Row reset, Trail trail, int place) {
        boolean acknowledges = (trail.flags(place) & Segment.ACK) != 0;
        if (!reset.has(Segment.ACK)) {
            return acknowledges && trail.acknowledgment(place) == reset.sequence();
        }
        return !acknowledges && reset.sequence() == 0 && reset.acknowledgment() == end(trail, place);
    }

    /// The number behind a segment: FIN is bit 0 and SYN bit 1, and each takes one.
    private static int end(Trail trail, int place) {
        int flags = trail.flags(place);
        return trail.sequence(place) + trail.length(place) + (flags & 1) + ((flags >> 1) & 1);
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
