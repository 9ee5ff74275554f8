package dev.finwait.capture.flow.connection;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Handshake.Previous;
import dev.finwait.diagnosis.facts.Segment;
import org.jspecify.annotations.Nullable;

/// How a connection was set up. Asked only while it is, and for further SYNs.
public final class Opening implements Cloneable {
    /// What was before on the same address pair.
    public Previous previous = Previous.NONE;

    /// SYNs and SYN-ACKs.
    public int syns;

    public int synAcks;

    /// Whether the SYN-ACK acknowledged the SYN and echoed its time.
    public boolean synAckFits = true;

    /// Whether the SYN asks to be a further path of a Multipath TCP connection.
    public boolean joins;

    /// The bare ACK with another number that answered the SYN.
    public @Nullable Row challenge;

    /// Whether the handshake is still to be completed.
    boolean open;

    private boolean stamped;
    private int firstStamp;
    private int lastStamp;

    Opening() {}

    /// Sees a SYN or SYN-ACK, or any segment while the handshake is not complete.
    ///
    /// @return whether its acknowledgment number belongs to this connection
    boolean see(Connection connection, SegmentBatch batch, int row, boolean fromClient, long nanos) {
        int flags = batch.flags[row];
        if ((flags & Segment.SYN) == 0) {
            return open
                    && (fromClient ? completes(connection, batch, row, nanos) : fits(connection, batch, row, nanos));
        }
        if ((flags & Segment.ACK) == 0) {
            syn(connection.trail, batch, row, fromClient, nanos);
            return false;
        }
        return synAck(connection, batch, row, fromClient, nanos);
    }

    private void syn(Trail trail, SegmentBatch batch, int row, boolean fromClient, long nanos) {
        boolean stamps = (batch.options[row] & SegmentBatch.HAS_TIMESTAMPS) != 0;
        lastStamp = batch.timestampValues[row];
        joins |= (batch.options[row] & SegmentBatch.HAS_MPTCP_JOIN) != 0;
        if (syns++ == 0) {
            firstStamp = lastStamp;
            stamped = stamps;
            open |= !trail.has(Trail.COMPLETED);
            trail.put(Trail.SYN, batch, row, fromClient, nanos);
        }
    }

    private boolean synAck(Connection connection, SegmentBatch batch, int row, boolean fromClient, long nanos) {
        boolean first = synAcks++ == 0;
        boolean fits = !connection.client.synSeen
                || (batch.acknowledgments[row] == connection.client.base + 1 && echoes(batch, row));
        if (first) {
            connection.trail.put(Trail.SYN_ACK, batch, row, fromClient, nanos);
            open |= !connection.trail.has(Trail.COMPLETED);
            synAckFits = fits;
        }
        return fits;
    }

    /// RFC 7323 3.2: the echo is one of the values that were sent. One SYN or another may be missing in
    /// the capture.
    private boolean echoes(SegmentBatch batch, int row) {
        if (!stamped || (batch.options[row] & SegmentBatch.HAS_TIMESTAMPS) == 0) {
            return true;
        }
        int echo = batch.timestampEchoes[row];
        return echo - firstStamp >= 0 && lastStamp - echo >= 0;
    }

    private boolean completes(Connection connection, SegmentBatch batch, int row, long nanos) {
        Half server = connection.server;
        boolean acknowledges = (batch.flags[row] & Segment.ACK) != 0
                && synAcks > 0
                && batch.acknowledgments[row] - (server.base + 1) >= 0;
        if (acknowledges) {
            connection.trail.put(Trail.COMPLETED, batch, row, true, nanos);
            open = false;
        }
        return acknowledges || synAcks == 0;
    }

    /// RFC 5961 4: an endpoint with a live connection answers a SYN by the number that it expects
    /// there.
    private boolean fits(Connection connection, SegmentBatch batch, int row, long nanos) {
        boolean ours = syns == 0
                || (batch.acknowledgments[row] - (connection.client.base + 1) >= 0 && synAcks > 0)
                || batch.acknowledgments[row] == connection.client.base + 1;
        if (!ours && challenge == null && synAcks == 0 && batch.lengths[row] == 0 && batch.flags[row] == Segment.ACK) {
            challenge = Row.of(batch, row, false, nanos);
        }
        return ours;
    }

    @Override
    protected Opening clone() {
        try {
            return (Opening) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
