package dev.finwait.diagnosis;

import dev.finwait.diagnosis.facts.Aftermath;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Direction.Probes;
import dev.finwait.diagnosis.facts.Direction.Retransmissions;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.Handshake;
import dev.finwait.diagnosis.facts.Handshake.Previous;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.PacketTraits;
import dev.finwait.diagnosis.facts.PacketTraits.IpIds;
import dev.finwait.diagnosis.facts.ResetSegment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection between 192.0.2.1:40000 and 192.0.2.2:443 told event by event, each a millisecond after
/// the one before, and the facts that a careful observer writes down.
final class Given {
    private static final long MILLI = 1_000_000L;

    private final Counting client = new Counting(Side.CLIENT);
    private final Counting server = new Counting(Side.SERVER);
    private final List<Segment> story = new ArrayList<>();
    private long now = 1_000 * MILLI;
    private long packet;
    private @Nullable Moment syn;
    private @Nullable Moment synAck;
    private @Nullable Moment completed;
    private boolean synAckFits = true;
    private @Nullable Segment challenge;
    private Previous previous = Previous.NONE;
    private @Nullable Integer mptcpReason;
    private @Nullable Side goesOn;
    int ttl = 64;
    long nanosToServer = 10_000;
    boolean oneWay;
    boolean windowsKnown = true;
    boolean joins;
    Conversation talk = Conversation.UNKNOWN;
    Aftermath aftermath = Aftermath.NONE;
    Surroundings around = Surroundings.ALONE;

    List<ResetSegment> later = List.of();

    @Nullable
    String tunnel;

    @Nullable
    KernelFacts kernel;

    static Given handshake() {
        Given given = new Given();
        given.syn();
        given.synAck = given.tell(Side.SERVER, Segment.SYN | Segment.ACK, 0).at();
        given.completed = given.tell(Side.CLIENT, Segment.ACK, 0).at();
        return given;
    }

    static Given nothing() {
        return new Given();
    }

    Given syn() {
        syn = tell(Side.CLIENT, Segment.SYN, 0).at();
        return this;
    }

    Given synAck(boolean fits) {
        synAckFits = fits;
        synAck = tell(Side.SERVER, Segment.SYN | Segment.ACK, 0).at();
        return this;
    }

    Given challenged(Previous earlier) {
        challenge = tell(Side.SERVER, Segment.ACK, 0);
        previous = earlier;
        return this;
    }

    /// Data that the other side acknowledges at once.
    Given data(Side from, int length) {
        Counting sender = of(from);
        tell(from, Segment.ACK | Segment.PSH, length);
        sender.acknowledged = sender.next;
        sender.dataAtOtherEnd = sender.lastData;
        of(from.other()).window = 64_000;
        return this;
    }

    /// Data that is on its way or lost.
    Given lateData(Side from, int length) {
        tell(from, Segment.ACK | Segment.PSH, length);
        return this;
    }

    Given fin(Side from) {
        of(from).fin = tell(from, Segment.FIN | Segment.ACK, 0).at();
        return this;
    }

    Given ack(Side from) {
        tell(from, Segment.ACK, 0);
        return this;
    }

    /// What no connection sends, but a scan.
    Given bareFin(Side from) {
        tell(from, Segment.FIN, 0);
        return this;
    }

    Given finAcknowledged(Side closer) {
        of(closer).acknowledged = of(closer).next;
        of(closer).finAcknowledged = tell(closer.other(), Segment.ACK, 0).at();
        return this;
    }

    Given quiet(double seconds) {
        now += (long) (seconds * 1e9);
        return this;
    }

    Given probes(Side from, int count, double seconds) {
        of(from).probes = new Probes(count, (long) (seconds * 1e9), new Moment(now, ++packet));
        return this;
    }

    Given repeats(Side from, int times) {
        of(from).retransmissions =
                new Retransmissions(times, times, new Moment(now, packet), new Moment(now, ++packet));
        return this;
    }

    Given mptcp(int reason) {
        mptcpReason = reason;
        return this;
    }

    /// RST and ACK at its place: an active reset.
    Verdict resetBy(Side from) {
        return resetBy(from, 0);
    }

    /// The same, behind data that was lost on its way to the capture.
    Verdict resetBeyondLostDataBy(Side from, long lost) {
        return judge(reset(from, Segment.RST | Segment.ACK, 64_000, lost, 0L, null, true));
    }

    /// Of the packets so far only the first and the last are still at hand.
    Given remembered(int first, int last) {
        story.subList(first, story.size() - last).clear();
        return this;
    }

    /// Data behind the reset, of a side that has not received the last data of the other.
    Given sendsOn(Side from) {
        goesOn = from;
        return this;
    }

    /// A further reply, so many bytes beyond all that its side has sent, that answers nothing.
    ResetSegment guess(Side from, long beyond) {
        ResetSegment place = reset(from, Segment.RST, 0, beyond, null, null, false);
        Segment segment = place.segment();
        Segment moved = new Segment(segment.at(), from, Segment.RST, segment.sequence() + beyond, -1, 0, 0);
        return new ResetSegment(moved, beyond, null, false, false, false, ttl, 0, true, 0, null, null);
    }

    /// A further reset, of the other side.
    ResetSegment activeReset(Side from) {
        return reset(from, Segment.RST | Segment.ACK, 64_000, 0L, 0L, null, true);
    }

    /// The same, from a side that had not yet received the last of the other's numbers.
    Verdict resetBy(Side from, long missing) {
        return judge(reset(from, Segment.RST | Segment.ACK, 64_000, 0L, missing, null, true));
    }

    /// RST without ACK, drawn by the last segment of the other side.
    Verdict replyBy(Side from) {
        Segment trigger = null;
        for (Segment segment : story) {
            trigger = segment.from() == from ? trigger : segment;
        }
        boolean known = trigger != null && trigger.acknowledgment() >= 0;
        Long gap = known ? trigger.acknowledgment() - of(from).next : null;
        return judge(reset(from, Segment.RST, 0, gap, null, trigger, false));
    }

    /// RST without ACK, drawn by data that left before the FIN of the resetting side was there, and stored behind the
    /// acknowledgment of that FIN.
    Verdict replyToDataBeforeFinBy(Side from) {
        Segment trigger = null;
        for (Segment segment : story) {
            trigger = segment.from() != from && segment.length() > 0 ? segment : trigger;
        }
        return judge(reset(from, Segment.RST, 0, -1L, null, trigger, false));
    }

    /// RST without ACK, drawn by a segment too far back to be kept.
    Verdict replyToSomethingBy(Side from, @Nullable Long gap) {
        return judge(reset(from, Segment.RST, 0, gap, null, null, false));
    }

    /// RST and ACK with sequence number 0, drawn by a SYN.
    Verdict refusalBy(Side from) {
        return judge(reset(from, Segment.RST | Segment.ACK, 0, null, 0L, story.get(story.size() - 1), false));
    }

    /// The same, and nothing of the SYN was captured.
    Verdict loneRefusalBy(Side from) {
        return judge(reset(from, Segment.RST | Segment.ACK, 0, null, null, null, false));
    }

    /// What the kernel tells alone.
    Verdict byKernelAlone() {
        return Diagnosis.judge(new ConnectionFacts(endpoint(1, 40_000), endpoint(2, 443), true, null, kernel, around));
    }

    private ResetSegment reset(
            Side from,
            int flags,
            long window,
            @Nullable Long gap,
            @Nullable Long missing,
            @Nullable Segment trigger,
            boolean timestamps) {
        Segment segment = new Segment(next(), from, flags, of(from).next, -1, 0, window);
        return new ResetSegment(
                segment,
                gap,
                missing,
                false,
                timestamps,
                timestamps,
                ttl,
                timestamps ? 8 : 0,
                true,
                0,
                mptcpReason,
                trigger);
    }

    private Verdict judge(ResetSegment reset) {
        List<Segment> all = new ArrayList<>(story);
        all.add(reset.segment());
        if (goesOn != null) {
            Counting sender = of(goesOn);
            int flags = Segment.ACK | Segment.PSH;
            all.add(new Segment(next(), goesOn, flags, sender.next, of(goesOn.other()).next - 1, 1_448, 64_000));
        }
        WireFacts wire = new WireFacts(
                new Handshake(
                        syn,
                        syn == null ? 0 : 1,
                        synAck,
                        synAck == null ? 0 : 1,
                        completed,
                        synAckFits,
                        windowsKnown,
                        joins,
                        challenge,
                        challenge != null,
                        previous),
                client.direction(),
                server.direction(),
                reset,
                later,
                aftermath,
                10_000,
                nanosToServer,
                talk,
                all,
                tunnel,
                oneWay);
        return Diagnosis.judge(new ConnectionFacts(endpoint(1, 40_000), endpoint(2, 443), true, wire, kernel, around));
    }

    private Segment tell(Side from, int flags, int length) {
        Counting sender = of(from);
        Counting other = of(from.other());
        boolean acknowledges = (flags & Segment.ACK) != 0;
        // A sender acknowledges what it has received; what is on its way it has not.
        long acknowledgment = acknowledges ? Math.max(1, other.acknowledged) : -1;
        Segment segment = new Segment(next(), from, flags, sender.next, acknowledgment, length, 64_000);
        story.add(segment);
        sender.saw(segment);
        return segment;
    }

    private Moment next() {
        now += MILLI;
        packet++;
        return new Moment(now, packet);
    }

    private Counting of(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    private static Endpoint endpoint(int host, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) host}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Counting {
        private final Side side;
        private long next;
        private long acknowledged;
        private long segments;
        private long dataSegments;
        private long bytes;
        private long window = 64_000;
        private @Nullable Moment first;
        private @Nullable Moment last;
        private @Nullable Moment firstData;
        private @Nullable Moment lastData;
        private @Nullable Moment dataAtOtherEnd;
        private @Nullable Moment fin;
        private @Nullable Moment finAcknowledged;
        private Retransmissions retransmissions = Retransmissions.NONE;
        private Probes probes = Probes.NONE;

        Counting(Side side) {
            this.side = side;
        }

        void saw(Segment segment) {
            segments++;
            first = first == null ? segment.at() : first;
            last = segment.at();
            boolean counts = segment.has(Segment.SYN) || segment.has(Segment.FIN);
            next += segment.length() + (counts ? 1 : 0);
            if (segment.has(Segment.SYN)) {
                acknowledged = next;
            }
            if (segment.length() > 0) {
                dataSegments++;
                bytes += segment.length();
                firstData = firstData == null ? segment.at() : firstData;
                lastData = segment.at();
            }
        }

        Direction direction() {
            PacketTraits traits =
                    segments == 0 ? PacketTraits.NONE : new PacketTraits(64, 64, 64, 7, IpIds.COUNTING, true, 0, true);
            long payloadAcknowledged = Math.min(bytes, Math.max(0, acknowledged - 1));
            return new Direction(
                    segments,
                    dataSegments,
                    bytes,
                    payloadAcknowledged,
                    first,
                    last,
                    firstData,
                    lastData,
                    dataAtOtherEnd,
                    fin,
                    finAcknowledged,
                    window,
                    retransmissions,
                    probes,
                    traits);
        }

        @Override
        public String toString() {
            return side.id();
        }
    }
}
