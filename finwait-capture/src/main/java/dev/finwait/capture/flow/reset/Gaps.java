package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Half;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.diagnosis.facts.Segment;
import org.jspecify.annotations.Nullable;

/// How the numbers of a reset stand to those of its connection.
final class Gaps {
    private Gaps() {}

    static @Nullable Long sequence(Row reset, Connection connection) {
        Half from = connection.half(reset.fromClient());
        return from.known ? from.relative(reset.sequence()) - from.sentUpTo() : null;
    }

    static @Nullable Long acknowledgment(Row reset, Connection connection) {
        Half other = connection.half(!reset.fromClient());
        return reset.has(Segment.ACK) && other.known ? other.sentUpTo() - other.relative(reset.acknowledgment()) : null;
    }
}
