package dev.finwait.cli.verdict;

import dev.finwait.diagnosis.facts.Aftermath;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.Handshake;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.PacketTraits;
import dev.finwait.diagnosis.facts.ResetSegment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.facts.WireFacts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a connection packet by packet, and makes the facts of it.
public final class Tale {
    private static final long MILLISECOND = 1_000_000;

    private final Endpoint client;
    private final Endpoint server;
    private final List<Segment> story = new ArrayList<>();
    private final Map<Side, Long> next = new EnumMap<>(Map.of(Side.CLIENT, 0L, Side.SERVER, 0L));
    private long nanos;
    private long packet;
    private @Nullable String tunnel;
    private Surroundings surroundings = Surroundings.ALONE;
    private long echoes;

    private Tale(Endpoint client, Endpoint server, long nanos, long packet) {
        this.client = client;
        this.server = server;
        this.nanos = nanos;
        this.packet = packet;
    }

    /// Begins with the packet of that number.
    public static Tale of(String client, String server, long nanos, long packet) {
        return new Tale(endpoint(client), endpoint(server), nanos, packet);
    }

    /// Reads `192.0.2.1:80` or `[2001:db8::1]:80`.
    public static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        try {
            InetAddress address = InetAddress.getByName(text.substring(0, colon).replaceAll("[\\[\\]]", ""));
            return new Endpoint(address, Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public Tale opened() {
        send(Side.CLIENT, Segment.SYN, 0);
        later(1).send(Side.SERVER, Segment.SYN | Segment.ACK, 0);
        return later(1).send(Side.CLIENT, Segment.ACK, 0);
    }

    public Tale data(Side from, int length) {
        return send(from, Segment.ACK | Segment.PSH, length);
    }

    public Tale acked(Side from) {
        return send(from, Segment.ACK, 0);
    }

    public Tale fin(Side from) {
        return send(from, Segment.FIN | Segment.ACK, 0);
    }

    public Tale send(Side from, int flags, int length) {
        return send(from, flags, length, next.getOrDefault(from, 0L));
    }

    private Tale send(Side from, int flags, int length, long sequence) {
        long acknowledgment = (flags & Segment.ACK) == 0 ? -1 : next.getOrDefault(from.other(), 0L);
        story.add(new Segment(new Moment(nanos, packet++), from, flags, sequence, acknowledgment, length, 65_535));
        boolean counts = (flags & (Segment.SYN | Segment.FIN)) != 0;
        next.put(from, sequence + length + (counts ? 1 : 0));
        return this;
    }

    /// Time passes.
    public Tale later(long milliseconds) {
        nanos += milliseconds * MILLISECOND;
        return this;
    }

    /// Others send packets too.
    public Tale others(int packets) {
        packet += packets;
        return this;
    }

    public Tale within(String carrier) {
        tunnel = carrier;
        return this;
    }

    public Tale withEchoes(int count) {
        echoes = count;
        return this;
    }

    /// The service closed so many idle connections after about that time.
    public Tale afterIdleCloses(long count, long milliseconds) {
        long typical = milliseconds * MILLISECOND;
        IdleCloses closes = new IdleCloses(
                count,
                typical - MILLISECOND,
                typical,
                typical + 3 * MILLISECOND,
                List.of(new IdleCloses.Bucket(typical, count)));
        surroundings = new Surroundings(count + 1, closes, 64, 1, 0, 0, true);
        return this;
    }

    /// The number of the packet that comes next.
    public long nextPacket() {
        return packet;
    }

    /// Ends with an active reset.
    public ConnectionFacts aborted(Side by) {
        send(by, Segment.RST | Segment.ACK, 0);
        return facts(null);
    }

    /// Ends with a reset that answers the packet before it.
    public ConnectionFacts refused(Side by) {
        Segment trigger = story.getLast();
        if (trigger.has(Segment.ACK)) {
            send(by, Segment.RST, 0, trigger.acknowledgment());
        } else {
            send(by, Segment.RST | Segment.ACK, 0, 0);
        }
        return facts(trigger);
    }

    private ConnectionFacts facts(@Nullable Segment trigger) {
        Segment last = story.getLast();
        ResetSegment reset = new ResetSegment(last, 0L, 0L, false, false, false, 64, 0, true, 0, null, trigger);
        Moment syn = story.getFirst().has(Segment.SYN) ? story.getFirst().at() : null;
        Moment completed = story.size() > 3 ? story.get(2).at() : null;
        Handshake handshake = new Handshake(
                syn,
                1,
                completed == null ? null : story.get(1).at(),
                1,
                completed,
                true,
                true,
                false,
                null,
                false,
                Handshake.Previous.NONE);
        Aftermath aftermath = new Aftermath(echoes, 0, 0, 0, null, 0, false, 0);
        WireFacts wire = new WireFacts(
                handshake,
                direction(Side.CLIENT),
                direction(Side.SERVER),
                reset,
                List.of(),
                aftermath,
                MILLISECOND,
                MILLISECOND,
                Conversation.UNKNOWN,
                story,
                tunnel,
                false);
        return new ConnectionFacts(client, server, true, wire, null, surroundings);
    }

    private Direction direction(Side side) {
        List<Segment> sent = story.stream()
                .filter(segment -> segment.from() == side && !segment.has(Segment.RST))
                .toList();
        List<Segment> data =
                sent.stream().filter(segment -> segment.length() > 0).toList();
        return new Direction(
                sent.size(),
                data.size(),
                data.stream().mapToLong(Segment::length).sum(),
                0,
                sent.isEmpty() ? null : sent.getFirst().at(),
                sent.isEmpty() ? null : sent.getLast().at(),
                data.isEmpty() ? null : data.getFirst().at(),
                data.isEmpty() ? null : data.getLast().at(),
                null,
                sent.stream()
                        .filter(segment -> segment.has(Segment.FIN))
                        .map(Segment::at)
                        .findFirst()
                        .orElse(null),
                null,
                65_535,
                Direction.Retransmissions.NONE,
                Direction.Probes.NONE,
                PacketTraits.NONE);
    }
}
