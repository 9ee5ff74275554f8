package dev.finwait.capture.flow;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Trail;
import dev.finwait.capture.flow.reset.ResetCase;
import dev.finwait.capture.flow.reset.ToldReset;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Handshake.Previous;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.surroundings.Neighbourhood;
import dev.finwait.diagnosis.surroundings.ServiceHistory;
import org.jspecify.annotations.Nullable;

/// A connection in the table, with what is gathered about its end.
final class Flow extends Connection {
    /// A reset is the same packet once more within 10 ms.
    private static final long DUPLICATE_NANOS = 10_000_000L;

    /// Its reset, as long as that waits to be told.
    @Nullable
    ResetCase reset;

    /// Its reset, once that was told, unless it turned out not to have mattered.
    @Nullable
    ToldReset told;

    /// All its segments, where they were asked for.
    @Nullable
    StoryLog log;

    /// Whether it waits for its removal.
    boolean leaving;

    /// When it was heard last before it began to wait.
    long leavingSince;

    /// Whether it is out of the table.
    boolean gone;

    private @Nullable Row latestReset;

    Flow(SegmentBatch batch, int row, boolean fromClient, boolean rolesSeen, int hash, Neighbourhood neighbourhood) {
        super(batch, row, fromClient, rolesSeen, hash, neighbourhood);
    }

    /// Whether a segment with SYN begins another connection with the same addresses and ports. Its own
    /// first one does not.
    boolean isOver(SegmentBatch batch, int row, boolean toServer) {
        int sequence = batch.sequences[row];
        if (!heardClient && !heardServer) {
            return false;
        }
        if ((batch.flags[row] & Segment.ACK) == 0) {
            return !toServer || !isSyn(sequence);
        }
        if (toServer) {
            return !rolesSeen;
        }
        if (client.synSeen && (!server.synSeen || batch.acknowledgments[row] == client.base + 1)) {
            return false;
        }
        return !server.known || server.base != sequence;
    }

    /// A SYN may be stored behind its SYN-ACK, which then told its number.
    private boolean isSyn(int sequence) {
        return client.known && client.base == sequence && (client.synSeen || trail.has(Trail.SYN_ACK));
    }

    /// What the next connection of the pair may know of this one.
    Previous asPrevious() {
        if (told != null || (reset != null && !reset.progressed())) {
            return Previous.RESET;
        }
        if (client.closed() && server.closed()) {
            return Previous.CLOSED;
        }
        return server.segments == 0 ? Previous.NONE : Previous.LIVE;
    }

    /// Whether both sides know that both have closed.
    boolean isClosed() {
        return client.finAcknowledged && server.finAcknowledged;
    }

    /// Whether only one side was heard.
    boolean isUnanswered() {
        return heardClient != heardServer;
    }

    /// Whether it has ended, and only waits for late packets.
    boolean mayLeave() {
        return told != null || (reset == null && client.closed() && server.closed());
    }

    /// Whether a reset is the one seen last, captured twice. Reply resets have no identification of
    /// their own, and several alike are normal: they are the same only where this connection has shown
    /// duplicates before.
    boolean isSameReset(Row row) {
        Row latest = latestReset;
        latestReset = row;
        boolean same = latest != null
                && latest.fromClient() == row.fromClient()
                && latest.sequence() == row.sequence()
                && latest.acknowledgment() == row.acknowledgment()
                && latest.flags() == row.flags()
                && latest.ipId() == row.ipId()
                && row.nanos() - latest.nanos() <= DUPLICATE_NANOS
                && (row.ipId() > 0 || duplicates > 0);
        duplicates += same ? 1 : 0;
        return same;
    }

    /// How long nobody had sent data when the server closed; -1 when it was not waiting for the next
    /// request: its answer
    /// was the last that was said, and nothing was on its way in either direction. What it says on TLS
    /// right before closing is its farewell, close_notify or GOAWAY, and no answer.
    long idleNanosAtServersClose() {
        long idle = server.finNanos - lastDataNanos;
        boolean farewell = talk != null && talk.isTls() && ServiceHistory.isFarewell(idle, lastDataLength);
        long answersEnd = server.finEnd - 1 - (farewell ? lastDataLength : 0);
        boolean waiting = server.dataSegments > 0
                && !client.closed()
                && !lastDataFromClient
                && !(farewell && dataBeforeFromClient)
                && server.acknowledged >= answersEnd
                && client.acknowledged >= client.next;
        return waiting ? idle + (farewell ? quietBeforeNanos : 0) : -1;
    }
}
