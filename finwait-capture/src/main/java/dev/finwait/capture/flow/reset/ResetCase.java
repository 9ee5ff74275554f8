package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Half;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Taken;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Segment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reset connection, from its first RST until it is told. Keeps the state right before that RST, and
/// watches what comes after it.
public final class ResetCase {
    /// Quiet for so long, and it is settled: 1 s.
    static final long QUIET_NANOS = 1_000_000_000L;

    /// Settled at the latest: 3 s.
    static final long LONGEST_NANOS = 3_000_000_000L;

    /// What is stored in the wrong order is a few packets away.
    /// Packets overtake each other on the way by less than 20 ms.
    private static final long OVERTAKEN_NANOS = 20_000_000L;

    private static final int SWAPPED_PACKETS = 8;

    private static final int MOST_LATER = 4;
    private static final int MOST_AFTER = 6;

    /// The connection right before the reset.
    final Connection before;

    /// The reset.
    Row reset;

    /// The resets after it, the first few.
    final List<Later> later = new ArrayList<>();

    /// All packets after it, the first few.
    final List<Row> after = new ArrayList<>();

    /// What is counted after it.
    final AftermathCount count = new AftermathCount();

    /// The segment that it answers; null when none fits.
    @Nullable
    Row trigger;

    /// Whether the client's SYN came once more.
    boolean synAgain;

    private final Connection live;
    private boolean awaitingChallenge;
    private int packetsAfter;

    /// A reset that came later, and how it stood to the state of that time.
    ///
    /// @param reset it
    /// @param sequenceGap as in [dev.finwait.diagnosis.facts.ResetSegment]
    /// @param acknowledgmentGap as there
    /// @param trigger the segment that it answers
    record Later(
            Row reset,
            @Nullable Long sequenceGap,
            @Nullable Long acknowledgmentGap,
            @Nullable Row trigger) {}

    /// Begins with the first RST of a connection.
    ///
    /// @param live the connection, which goes on being followed
    /// @param reset the reset
    public ResetCase(Connection live, Row reset) {
        this.live = live;
        this.reset = reset;
        before = live.copy();
        before.hear(reset.fromClient(), live.lastNanos);
        trigger = Triggers.of(reset, live);
        awaitingChallenge = !isExact();
    }

    private boolean isExact() {
        Half from = before.half(reset.fromClient());
        return from.known && from.relative(reset.sequence()) == from.sentUpTo();
    }

    /// Whether the reset left its end because somebody ended the connection there: RST with ACK, but
    /// not the answer to a SYN.
    ///
    /// @return whether it looks active
    public boolean isActive() {
        return reset.has(Segment.ACK) && trigger == null;
    }

    /// Whether the side that reset had never sent data.
    ///
    /// @return whether it had sent none
    public boolean isUnused() {
        return before.half(reset.fromClient()).dataSegments == 0;
    }

    /// The reset.
    ///
    /// @return its copy
    public Row reset() {
        return reset;
    }

    /// Sees one more RST of the connection.
    ///
    /// @param again it
    public void resetAgain(Row again) {
        Later more = new Later(
                again, Gaps.sequence(again, live), Gaps.acknowledgment(again, live), Triggers.of(again, live));
        if (isEchoOf(again)) {
            more = new Later(reset, Gaps.sequence(reset, before), Gaps.acknowledgment(reset, before), trigger);
            after.add(0, reset);
            reset = again;
            trigger = null;
        } else {
            keep(again);
        }
        if (later.size() < MOST_LATER) {
            later.add(more);
        }
        count.resets++;
        if (again.fromClient() != reset.fromClient()) {
            count.resetsFromOther++;
        } else if (more.sequenceGap() == null || more.sequenceGap() != 0) {
            awaitingChallenge = true;
        }
    }

    /// A reply that was stored a moment before the active reset of the same side, which made it reply.
    private boolean isEchoOf(Row again) {
        return !reset.has(Segment.ACK)
                && again.has(Segment.ACK)
                && again.fromClient() == reset.fromClient()
                && again.sequence() == reset.sequence()
                && count.resets == 0
                && again.nanos() - reset.nanos() <= Life.SWAPPED_NANOS;
    }

    /// Sees a segment that the live connection has just taken.
    ///
    /// @param batch where it is
    /// @param row which it is
    /// @param fromClient who sent it
    /// @param nanos when
    /// @param taken what it was to the connection
    public void segment(SegmentBatch batch, int row, boolean fromClient, long nanos, int taken) {
        if (after.size() < MOST_AFTER) {
            keep(Row.of(batch, row, fromClient, nanos));
        }
        boolean near = packetsAfter++ < SWAPPED_PACKETS && nanos - reset.nanos() <= Life.SWAPPED_NANOS;
        if ((near && cameLate(batch, row, fromClient)) || wasOvertaken(batch, row, fromClient, nanos)) {
            takeAsBefore(batch, row, fromClient, nanos);
            return;
        }
        int flags = batch.flags[row];
        synAgain |= fromClient && (flags & (Segment.SYN | Segment.ACK)) == Segment.SYN;
        if (fromClient == reset.fromClient()) {
            boolean brings = Taken.has(taken, Taken.NEW_DATA | Taken.NEW_FIN);
            count.fromResetter(nanos, batch.packets[row], brings);
            awaitingChallenge &= batch.lengths[row] == 0;
        } else {
            count.segmentsFromOther++;
            boolean bare = batch.lengths[row] == 0 && (flags & ~Segment.PSH) == Segment.ACK;
            count.challengeAcks += awaitingChallenge && bare && !Taken.has(taken, Taken.NEW_ACKNOWLEDGMENT) ? 1 : 0;
        }
        if (Taken.has(taken, Taken.NEW_ACKNOWLEDGMENT)) {
            long sentBefore = before.half(!fromClient).sentUpTo();
            count.life.acknowledged(fromClient, live, reset.fromClient(), sentBefore, nanos - reset.nanos());
        }
    }

    /// Whether a segment fits before the reset by its numbers: the resetter's last words up to the
    /// reset's number, what the
    /// reset acknowledges, or what it answers.
    private boolean cameLate(SegmentBatch batch, int row, boolean fromClient) {
        int end = batch.sequences[row] + batch.lengths[row] + (batch.flags[row] & Segment.FIN);
        boolean brings = end != batch.sequences[row];
        if (fromClient == reset.fromClient()) {
            Half from = before.half(fromClient);
            return !brings || (from.known && end == reset.sequence() && from.relative(end) > from.next);
        }
        if (reset.has(Segment.ACK)) {
            Half from = before.half(fromClient);
            return brings && from.known && from.relative(end) > from.next && reset.acknowledgment() - end >= 0;
        }
        return (batch.flags[row] & Segment.ACK) != 0
                && batch.acknowledgments[row] == reset.sequence()
                && (trigger == null || (brings && isOldAndBare(trigger)));
    }

    /// Whether the reset overtook a segment of its own sender on the way: one that brings what lies before the reset's
    /// number. Whoever forges a reset does not know the sender's timestamps.
    private boolean wasOvertaken(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        int end = batch.sequences[row] + batch.lengths[row] + (batch.flags[row] & Segment.FIN);
        Half from = before.half(fromClient);
        return fromClient == reset.fromClient()
                && reset.has(Segment.ACK)
                && reset.hasOption(SegmentBatch.HAS_TIMESTAMPS)
                && nanos - reset.nanos() <= OVERTAKEN_NANOS
                && from.known
                && from.relative(end) > from.next
                && reset.sequence() - end >= 0;
    }

    private boolean isOldAndBare(Row found) {
        return found.length() == 0
                && !found.has(Segment.FIN)
                && !found.has(Segment.SYN)
                && reset.nanos() - found.nanos() > Life.SWAPPED_NANOS;
    }

    private void takeAsBefore(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        before.take(batch, row, fromClient, nanos);
        if (fromClient != reset.fromClient() && !reset.has(Segment.ACK)) {
            trigger = Row.of(batch, row, fromClient, nanos);
        }
    }

    private void keep(Row row) {
        if (after.size() < MOST_AFTER) {
            after.add(row);
        }
    }

    /// Whether the connection went on as if nothing had been.
    ///
    /// @return whether it lives
    public boolean progressed() {
        return count.life.goesOn();
    }

    /// When enough will have been seen to tell it, if nothing more comes: when it is quiet, or was
    /// waited for long enough.
    ///
    /// @return the time
    public long due() {
        // After a challenge the SYN comes again with the client's timer, which is 1 s as well (RFC 6298 2.1).
        long quiet = before.opening.challenge == null ? QUIET_NANOS : LONGEST_NANOS;
        return Math.min(live.lastNanos + quiet, reset.nanos() + LONGEST_NANOS);
    }

    /// The connection, as it is now.
    ///
    /// @return the connection
    public Connection live() {
        return live;
    }

    /// What is left to be kept of it once it was told.
    ///
    /// @return that
    public ToldReset told() {
        return new ToldReset(this);
    }
}
