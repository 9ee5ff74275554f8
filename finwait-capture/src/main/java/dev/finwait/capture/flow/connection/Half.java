package dev.finwait.capture.flow.connection;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Segment;
import org.jspecify.annotations.Nullable;

/// What one side of a connection sent, and what the other acknowledged of it. RST segments never come
/// here.
///
/// Numbers are relative to the first one known of the side: its SYN has 0, its first byte 1. They are
/// 64 bits wide, so that a stream may be longer than the 4 GB of its sequence numbers; packets are the
/// low 32 bits of their number.
public final class Half extends Traits implements Cloneable {
    /// Numbers that are further off than this are not of this stream: 1 GB, the largest window (RFC
    /// 7323 2.3).
    private static final long LARGEST_JUMP = 1L << 30;

    /// Whether [#base] is known: from a segment of this side, or from an acknowledgment of the other.
    public boolean known;

    /// Whether the SYN of this side was seen, so that [#base] is its number.
    public boolean synSeen;

    /// The sequence number that counts as 0.
    public int base;

    /// The number after the last one seen.
    public long next;

    /// The highest number that the other side expects next.
    public long acknowledged;

    /// When the last segment was seen. Holds when [#segments] is not 0.
    public long lastNanos;

    public int lastPacket;

    /// Segments, and those with new payload.
    public int segments;

    public int dataSegments;

    /// When the last new payload was seen, and the first. Hold when [#dataSegments] is not 0.
    public long lastDataNanos;

    public int lastDataPacket;
    public long firstDataNanos;
    public int firstDataPacket;

    /// When the latest payload was seen that the other side acknowledged in full. Holds when
    /// [#dataKnown].
    public long knownDataNanos;

    public int knownDataPacket;
    public boolean dataKnown;

    /// When the first segment was seen.
    public long firstNanos;

    public int firstPacket;

    /// The number after the FIN; 0 when there is none.
    public long finEnd;

    public long finNanos;
    public int finPacket;

    /// When the FIN was acknowledged. Holds when [#finAcknowledged].
    public long finAcknowledgedNanos;

    public int finAcknowledgedPacket;
    public boolean finAcknowledged;

    /// The window offered last, as it stood in the header, and whether it was that of a SYN, which is
    /// never scaled.
    public char window;

    public boolean windowOfSyn;

    /// The shift of the window scale option of the SYN; -1 when none was seen.
    public byte scale = -1;

    /// Whether the SYN was seen with all its options, so that one that was not there was not offered.
    public boolean scaleKnown;

    /// The shortest time from a segment of this side to its acknowledgment; [Long#MAX_VALUE] when
    /// unknown.
    public long shortestTrip = Long.MAX_VALUE;

    /// Retransmissions and probes; null as long as there were none.
    public @Nullable Repeats repeats;

    private long timedEnd;
    private long timedNanos;

    /// Numbers that were jumped over and may still come, in the wrong order: from here to there.
    private long holeStart;

    private long holeEnd;

    Half() {}

    /// Takes a segment of this side.
    ///
    /// @return bits of [Taken]
    int send(SegmentBatch batch, int row, long nanos, int packet, Trail trail, boolean fromClient) {
        int flags = batch.flags[row];
        if (!known || (flags & Segment.SYN) != 0) {
            begin(batch, row);
        }
        int taken = add(batch, row) ? Taken.OTHER_TTL : 0;
        if (segments++ == 0) {
            firstNanos = nanos;
            firstPacket = packet;
        }
        lastNanos = nanos;
        lastPacket = packet;
        window = batch.windows[row];
        windowOfSyn = (flags & Segment.SYN) != 0;
        long start = relative(batch.sequences[row]);
        int length = batch.lengths[row];
        // FIN is bit 0 and SYN bit 1, and each takes one number.
        long end = start + length + (flags & 1) + ((flags >> 1) & 1);
        if (end > next) {
            return taken | advance(start, end, length, flags, nanos, packet);
        }
        if (isProbe(start, end, length, flags)) {
            repeats().probed(nanos, packet);
            return taken | Taken.PROBE;
        }
        if (end > start) {
            taken |= repeat(start, end, nanos, packet, trail, fromClient);
        }
        return taken;
    }

    /// RFC 9293 3.8.4. A byte that nobody acknowledged yet is sent once more for its own sake; nothing at all,
    /// never.
    private boolean isProbe(long start, long end, int length, int flags) {
        return start == next - 1
                && length <= 1
                && (flags & (Segment.SYN | Segment.FIN)) == 0
                && finEnd == 0
                && (length == 0 || acknowledged >= end);
    }

    private void begin(SegmentBatch batch, int row) {
        boolean syn = (batch.flags[row] & Segment.SYN) != 0;
        int sequence = batch.sequences[row];
        scaleKnown |= syn && (batch.options[row] & SegmentBatch.OPTIONS_CUT) == 0;
        if (syn && (batch.options[row] & SegmentBatch.HAS_WINDOW_SCALE) != 0) {
            scale = batch.windowScales[row];
        }
        if (known && (!syn || (synSeen && sequence == base))) {
            return;
        }
        boolean sameNumbers = known && sequence == base;
        known = true;
        synSeen = syn;
        if (!sameNumbers) {
            base = syn ? sequence : sequence - 1;
            acknowledged = syn ? 0 : 1;
            timedNanos = 0;
        }
        if (!sameNumbers || segments == 0) {
            next = syn ? 0 : 1;
        }
    }

    private int advance(long start, long end, int length, int flags, long nanos, int packet) {
        if (end - next > LARGEST_JUMP) {
            return 0;
        }
        if (start > next && segments > 1) {
            holeStart = next;
            holeEnd = start;
        }
        next = end;
        if (timedNanos == 0) {
            timedEnd = end;
            timedNanos = nanos;
        }
        int taken = 0;
        if (length > 0) {
            data(end, nanos, packet);
            taken = Taken.NEW_DATA;
        }
        if ((flags & Segment.FIN) != 0 && finEnd == 0) {
            taken |= fin(end, nanos, packet);
        }
        return taken;
    }

    private void data(long end, long nanos, int packet) {
        if (dataSegments++ == 0) {
            firstDataNanos = nanos;
            firstDataPacket = packet;
        }
        lastDataNanos = nanos;
        lastDataPacket = packet;
        if (acknowledged >= end) {
            knowData();
        }
    }

    private int fin(long end, long nanos, int packet) {
        finEnd = end;
        finNanos = nanos;
        finPacket = packet;
        return Taken.NEW_FIN;
    }

    private int repeat(long start, long end, long nanos, int packet, Trail trail, boolean fromClient) {
        if (start >= holeStart && end <= holeEnd) {
            holeStart = end;
            data(end, nanos, packet);
            return Taken.NEW_DATA;
        }
        // Karn: an acknowledgment may be that of the original.
        timedNanos = 0;
        int first = trail.firstWith(fromClient, base + (int) start);
        if (first >= 0) {
            repeats().repeated(nanos, packet, trail.nanos(first), trail.packet(first));
        } else {
            repeats().repeated(nanos, packet, lastDataNanos, lastDataPacket);
        }
        return Taken.REPEAT;
    }

    /// Takes an acknowledgment of the other side.
    ///
    /// @return whether it acknowledges more than was acknowledged before
    boolean acknowledge(int number, long nanos, int packet) {
        if (!known) {
            known = true;
            base = number - 1;
            next = 1;
            acknowledged = 1;
            return false;
        }
        long now = relative(number);
        if (now <= acknowledged || now - next > LARGEST_JUMP) {
            return false;
        }
        acknowledged = now;
        if (timedNanos != 0 && now >= timedEnd) {
            long trip = nanos - timedNanos;
            timedNanos = 0;
            if (trip > 0 && trip < shortestTrip) {
                shortestTrip = trip;
            }
        }
        if (now >= next - (finEnd == 0 ? 0 : 1) && dataSegments > 0) {
            knowData();
        }
        if (finEnd != 0 && now >= finEnd && !finAcknowledged) {
            finAcknowledged = true;
            finAcknowledgedNanos = nanos;
            finAcknowledgedPacket = packet;
        }
        return true;
    }

    private void knowData() {
        dataKnown = true;
        knownDataNanos = lastDataNanos;
        knownDataPacket = lastDataPacket;
    }

    /// Whether payload of this side goes beyond all that was seen, so that it cannot have been seen
    /// before.
    boolean isNews(int sequence, int length) {
        return !known || relative(sequence) + length > next;
    }

    /// Whether an acknowledgment of what this side sent goes beyond all that were seen.
    boolean isNewAcknowledgment(int flags, int number) {
        return (flags & Segment.ACK) != 0 && known && relative(number) > acknowledged;
    }

    /// The other side was heard, whatever it said.
    void heardOther() {
        if (repeats != null) {
            repeats.answered();
        }
    }

    private Repeats repeats() {
        if (repeats == null) {
            repeats = new Repeats();
        }
        return repeats;
    }

    /// A sequence number of this side in the relative count, the one nearest to [#next].
    ///
    /// @param number as it stands in a header
    /// @return the relative number
    public long relative(int number) {
        return next + (number - (base + (int) next));
    }

    /// The number after the last one that is known to be sent, seen or only acknowledged.
    ///
    /// @return the relative number
    public long sentUpTo() {
        return Math.max(next, acknowledged);
    }

    /// The number after the last byte, a FIN left out.
    ///
    /// @return the relative number
    public long dataEnd() {
        return closed() ? finEnd - 1 : sentUpTo();
    }

    /// Whether the FIN was seen.
    ///
    /// @return whether this side closed
    public boolean closed() {
        return finEnd != 0;
    }

    @Override
    protected Half clone() {
        try {
            Half copy = (Half) super.clone();
            copy.repeats = repeats == null ? null : repeats.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
