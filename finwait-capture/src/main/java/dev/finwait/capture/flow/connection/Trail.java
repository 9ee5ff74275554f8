package dev.finwait.capture.flow.connection;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Segment;
import java.util.Arrays;

/// The segments of a connection that may decide: its handshake, and the last [#RECENT] without RST.
/// Four words each in one array, nothing allocated for a segment.
///
/// Places 0 to 2 are SYN, SYN-ACK and what completed them; the later ones are used in turn.
public final class Trail implements Cloneable {
    /// The place of the first SYN.
    public static final int SYN = 0;

    /// The place of the first SYN-ACK.
    public static final int SYN_ACK = 1;

    /// The place of the segment that completed the handshake.
    public static final int COMPLETED = 2;

    /// How many of the last segments are kept.
    public static final int RECENT = 8;

    private static final int HANDSHAKE = 3;
    private static final int WORDS = 4;
    private static final int ALL_WORDS = (HANDSHAKE + RECENT) * WORDS;
    private static final long PRESENT = 1L << 63;
    private static final long FROM_CLIENT = 1L << 62;

    /// Word 0: time. 1: packet, sequence. 2: acknowledgment, length. 3: presence and side in the top
    /// bits, the low byte of the timestamp in bits 48 to 55, window 32, IP identification 16, flags 0.
    private long[] words = new long[ALL_WORDS];

    /// How many were added for the last places.
    private int added;

    Trail() {}

    /// Forgets the last segments, not the handshake. There will hardly be others.
    public void forgetRecent() {
        words = Arrays.copyOf(words, HANDSHAKE * WORDS);
        added = 0;
    }

    void add(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        if (words.length < ALL_WORDS) {
            words = Arrays.copyOf(words, ALL_WORDS);
        }
        put(HANDSHAKE + (added++ & (RECENT - 1)), batch, row, fromClient, nanos);
    }

    void put(int place, SegmentBatch batch, int row, boolean fromClient, long nanos) {
        int at = place * WORDS;
        words[at] = nanos;
        words[at + 1] = (batch.packets[row] << 32) | (batch.sequences[row] & 0xffffffffL);
        words[at + 2] = ((long) batch.acknowledgments[row] << 32) | (batch.lengths[row] & 0xffffffffL);
        words[at + 3] = rest(batch, row, fromClient);
    }

    private static long rest(SegmentBatch batch, int row, boolean fromClient) {
        boolean stamped = (batch.options[row] & SegmentBatch.HAS_TIMESTAMPS) != 0;
        return PRESENT
                | (fromClient ? FROM_CLIENT : 0)
                | (stamped ? (batch.timestampValues[row] & 0xffL) << 48 : 0)
                | ((long) batch.windows[row] << 32)
                | ((long) batch.ipIds[row] << 16)
                | (batch.flags[row] & 0xff);
    }

    /// Finds a segment among the last four that is the same packet in every field that is kept.
    ///
    /// @return its place; -1 when there is none
    int same(SegmentBatch batch, int row, boolean fromClient) {
        long numbers = ((long) batch.acknowledgments[row] << 32) | (batch.lengths[row] & 0xffffffffL);
        for (int back = 1; back <= 4 && back <= recent(); back++) {
            int place = HANDSHAKE + ((added - back) & (RECENT - 1));
            int at = place * WORDS;
            if (words[at + 2] == numbers
                    && (int) words[at + 1] == batch.sequences[row]
                    && words[at + 3] == rest(batch, row, fromClient)) {
                return place;
            }
        }
        return -1;
    }

    /// The oldest of the last segments of one side that begins with a number.
    ///
    /// @return its place; -1 when there is none
    int firstWith(boolean fromClient, int sequence) {
        for (int i = 0; i < recent(); i++) {
            int place = recent(i);
            if (isFromClient(place) == fromClient && sequence(place) == sequence && takesNumbers(place)) {
                return place;
            }
        }
        return -1;
    }

    private boolean takesNumbers(int place) {
        return length(place) > 0 || (flags(place) & (Segment.SYN | Segment.FIN)) != 0;
    }

    /// How many of the last segments there are.
    ///
    /// @return at most [#RECENT]
    public int recent() {
        return Math.min(added & Integer.MAX_VALUE, RECENT);
    }

    /// The place of one of the last segments.
    ///
    /// @param index 0 for the oldest, [#recent()] - 1 for the latest
    /// @return the place
    public int recent(int index) {
        return HANDSHAKE + ((added - recent() + index) & (RECENT - 1));
    }

    /// Whether there is a segment at a place.
    ///
    /// @param place the place
    /// @return whether it holds one
    public boolean has(int place) {
        return words[place * WORDS + 3] < 0;
    }

    /// Its time.
    public long nanos(int place) {
        return words[place * WORDS];
    }

    /// The low 32 bits of its packet number.
    public int packet(int place) {
        return (int) (words[place * WORDS + 1] >>> 32);
    }

    /// Its sequence number, as in the header.
    public int sequence(int place) {
        return (int) words[place * WORDS + 1];
    }

    /// Its acknowledgment number, as in the header.
    public int acknowledgment(int place) {
        return (int) (words[place * WORDS + 2] >>> 32);
    }

    /// Bytes of payload.
    public int length(int place) {
        return (int) words[place * WORDS + 2];
    }

    /// Its window, as in the header.
    public int window(int place) {
        return (int) (words[place * WORDS + 3] >>> 32) & 0xffff;
    }

    /// Its flags.
    public int flags(int place) {
        return (int) words[place * WORDS + 3] & 0xff;
    }

    /// Who sent it.
    public boolean isFromClient(int place) {
        return (words[place * WORDS + 3] & FROM_CLIENT) != 0;
    }

    @Override
    protected Trail clone() {
        try {
            Trail copy = (Trail) super.clone();
            copy.words = words.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
