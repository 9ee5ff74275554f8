package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Half;
import dev.finwait.capture.flow.connection.Opening;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Trail;
import dev.finwait.capture.segment.Addresses;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.Handshake;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ResetSegment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.surroundings.HostHistory;
import dev.finwait.diagnosis.surroundings.Neighbourhood;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the facts of a reset connection.
public final class Facts {
    private final ResetCase reset;
    private final Connection before;
    private final Stories stories;
    private final Scale scale;

    private Facts(ResetCase reset) {
        this.reset = reset;
        before = reset.before;
        scale = new Scale(before, reset.live());
        stories = new Stories(scale);
    }

    /// Makes the facts of a settled case.
    ///
    /// @param reset the case
    /// @param counted whether its reset was told to the history of its end
    /// @param tunnelNames what the indices of tunnels stand for
    /// @return the facts
    public static ConnectionFacts of(ResetCase reset, boolean counted, List<String> tunnelNames) {
        Facts facts = new Facts(reset);
        Connection connection = reset.before;
        return new ConnectionFacts(
                client(connection),
                server(connection),
                connection.rolesSeen,
                facts.wire(connection.tunnel == 0 ? null : tunnelNames.get(connection.tunnel)),
                null,
                facts.surroundings(counted));
    }

    /// The end that dialled.
    ///
    /// @param connection a connection
    /// @return its client's address and port
    public static Endpoint client(Connection connection) {
        return new Endpoint(Addresses.of(connection.clientHigh, connection.clientLow), connection.ports >>> 16);
    }

    /// The end that was called.
    ///
    /// @param connection a connection
    /// @return its server's address and port
    public static Endpoint server(Connection connection) {
        return new Endpoint(Addresses.of(connection.serverHigh, connection.serverLow), connection.ports & 0xffff);
    }

    /// Tells a segment of a connection.
    ///
    /// @param connection the connection, which has just taken it
    /// @param row the segment
    /// @return the same with relative numbers
    public static Segment segment(Connection connection, Row row) {
        return new Stories(new Scale(connection, connection)).segment(row);
    }

    private WireFacts wire(@Nullable String tunnel) {
        Directions directions = new Directions(before, reset.reset, scale);
        Connection live = reset.live();
        return new WireFacts(
                handshake(),
                directions.of(true),
                directions.of(false),
                first(),
                later(),
                reset.count.aftermath(),
                trip(before.server),
                trip(before.client),
                conversation(),
                stories.story(reset),
                tunnel,
                !(live.heardClient && live.heardServer));
    }

    private Handshake handshake() {
        Opening opening = before.opening;
        return new Handshake(
                moment(Trail.SYN),
                opening.syns,
                moment(Trail.SYN_ACK),
                opening.synAcks,
                moment(Trail.COMPLETED),
                opening.synAckFits,
                before.client.scaleKnown && before.server.scaleKnown,
                opening.joins,
                opening.challenge == null ? null : stories.segment(opening.challenge),
                reset.synAgain,
                opening.previous);
    }

    private @Nullable Moment moment(int place) {
        Trail trail = before.trail;
        return trail.has(place) ? new Moment(trail.nanos(place), before.packet(trail.packet(place))) : null;
    }

    private ResetSegment first() {
        Row row = reset.reset;
        return segment(row, Gaps.sequence(row, before), Gaps.acknowledgment(row, before), reset.trigger);
    }

    private List<ResetSegment> later() {
        List<ResetSegment> later = new ArrayList<>();
        for (ResetCase.Later more : reset.later) {
            later.add(segment(more.reset(), more.sequenceGap(), more.acknowledgmentGap(), more.trigger()));
        }
        return later;
    }

    private ResetSegment segment(
            Row row, @Nullable Long sequenceGap, @Nullable Long acknowledgmentGap, @Nullable Row trigger) {
        return new ResetSegment(
                stories.segment(row),
                sequenceGap,
                acknowledgmentGap,
                !row.has(Segment.ACK) && row.acknowledgment() != 0,
                row.hasOption(SegmentBatch.HAS_OPTIONS),
                row.hasOption(SegmentBatch.HAS_TIMESTAMPS),
                row.ttl(),
                row.ipId(),
                row.hasOption(SegmentBatch.DONT_FRAGMENT),
                row.trafficClass(),
                row.mptcpReason() < 0 ? null : row.mptcpReason(),
                trigger == null ? null : stories.segment(trigger));
    }

    private static long trip(Half half) {
        return half.shortestTrip == Long.MAX_VALUE ? -1 : half.shortestTrip;
    }

    private Conversation conversation() {
        return before.talk == null
                ? Conversation.UNKNOWN
                : before.talk.conversation(before.client.dataEnd(), before.server.dataEnd());
    }

    /// When it was set up; the beginning of time where that was not seen.
    private long since() {
        Trail trail = before.trail;
        return trail.has(Trail.COMPLETED) ? trail.nanos(Trail.COMPLETED) : Long.MIN_VALUE;
    }

    private Surroundings surroundings(boolean counted) {
        Neighbourhood neighbourhood = before.neighbourhood;
        Side side = Stories.side(reset.reset.fromClient());
        Half from = before.half(reset.reset.fromClient());
        Half other = before.half(!reset.reset.fromClient());
        boolean closedFirst =
                from.closed() && !other.closed() && HostHistory.isAtOnce(from.finNanos, reset.reset.nanos());
        return neighbourhood.around(side, reset.reset.nanos(), since(), counted, reset.isUnused(), closedFirst);
    }
}
