package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Half;
import dev.finwait.capture.flow.connection.Repeats;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Trail;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Direction.Probes;
import dev.finwait.diagnosis.facts.Direction.Retransmissions;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Segment;
import org.jspecify.annotations.Nullable;

/// Says what one side sent before the reset.
final class Directions {
    private final Connection before;
    private final Row reset;
    private final Scale scale;

    Directions(Connection before, Row reset, Scale scale) {
        this.before = before;
        this.reset = reset;
        this.scale = scale;
    }

    Direction of(boolean client) {
        Half half = before.half(client);
        long dataEnd = half.dataEnd();
        long acknowledged = acknowledged(client);
        boolean any = half.segments > 0;
        boolean data = half.dataSegments > 0;
        return new Direction(
                half.segments,
                half.dataSegments,
                Math.max(0, dataEnd - 1),
                Math.max(0, Math.min(acknowledged, dataEnd) - 1),
                moment(any, half.firstNanos, half.firstPacket),
                moment(any, half.lastNanos, half.lastPacket),
                moment(data, half.firstDataNanos, half.firstDataPacket),
                moment(data, half.lastDataNanos, half.lastDataPacket),
                dataAtOtherEnd(client, acknowledged),
                moment(half.closed(), half.finNanos, half.finPacket),
                finAcknowledged(half, acknowledged),
                any ? scale.window(client, half.window, half.windowOfSyn) : -1,
                retransmissions(half.repeats),
                probes(half.repeats),
                half.traits());
    }

    /// The reset acknowledges as well.
    private long acknowledged(boolean client) {
        Half half = before.half(client);
        if (reset.fromClient() == client || !reset.has(Segment.ACK) || !half.known) {
            return half.acknowledged;
        }
        long byReset = half.relative(reset.acknowledgment());
        return byReset <= half.sentUpTo() ? Math.max(half.acknowledged, byReset) : half.acknowledged;
    }

    private @Nullable Moment dataAtOtherEnd(boolean client, long acknowledged) {
        Half half = before.half(client);
        Trail trail = before.trail;
        for (int i = trail.recent() - 1; i >= 0; i--) {
            int place = trail.recent(i);
            long end = half.relative(trail.sequence(place)) + trail.length(place);
            if (trail.isFromClient(place) == client && trail.length(place) > 0 && end <= acknowledged) {
                return later(moment(true, trail.nanos(place), trail.packet(place)), known(half));
            }
        }
        return known(half);
    }

    private @Nullable Moment known(Half half) {
        return moment(half.dataKnown, half.knownDataNanos, half.knownDataPacket);
    }

    private static @Nullable Moment later(@Nullable Moment one, @Nullable Moment other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    private @Nullable Moment finAcknowledged(Half half, long acknowledged) {
        if (half.closed() && !half.finAcknowledged && acknowledged >= half.finEnd) {
            return new Moment(reset.nanos(), reset.packet());
        }
        return moment(half.finAcknowledged, half.finAcknowledgedNanos, half.finAcknowledgedPacket);
    }

    private Retransmissions retransmissions(@Nullable Repeats repeats) {
        if (repeats == null) {
            return Retransmissions.NONE;
        }
        boolean run = repeats.run > 0;
        return new Retransmissions(
                repeats.retransmissions,
                repeats.run,
                moment(run, repeats.runSinceNanos, repeats.runSincePacket),
                moment(run, repeats.runLastNanos, repeats.runLastPacket));
    }

    private Probes probes(@Nullable Repeats repeats) {
        if (repeats == null) {
            return Probes.NONE;
        }
        boolean unanswered = repeats.unansweredProbes > 0;
        return new Probes(
                repeats.unansweredProbes,
                repeats.probeIntervalNanos,
                moment(unanswered, repeats.probeNanos, repeats.probePacket));
    }

    private @Nullable Moment moment(boolean holds, long nanos, int packet) {
        return holds ? new Moment(nanos, before.packet(packet)) : null;
    }
}
