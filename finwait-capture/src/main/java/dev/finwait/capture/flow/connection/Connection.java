package dev.finwait.capture.flow.connection;

import dev.finwait.capture.flow.talk.Talk;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.surroundings.Neighbourhood;
import org.jspecify.annotations.Nullable;

/// One TCP connection, followed segment by segment. Its identity is the pair of addresses and ports;
/// what it is carried in does not matter, so the same connection inside and outside of a tunnel is one.
public class Connection implements Cloneable {
    /// The addresses, as in [SegmentBatch].
    public final long clientHigh;

    public final long clientLow;
    public final long serverHigh;
    public final long serverLow;

    /// The client's port in the upper 16 bits, the server's in the lower.
    public final int ports;

    /// The hash of the pair, the same from either side.
    public final int hash;

    /// Whether SYN or SYN-ACK told who dialled.
    public final boolean rolesSeen;

    /// What the client sent.
    public Half client = new Half();

    /// What the server sent.
    public Half server = new Half();

    /// The segments that may decide.
    public Trail trail = new Trail();

    /// How it was set up.
    public Opening opening = new Opening();

    /// The service and the hosts it belongs to.
    public final Neighbourhood neighbourhood;

    /// The number of its first packet, the full one of the low 32 bits that are kept elsewhere.
    public final long firstPacket;

    /// Index into [SegmentBatch#tunnelNames], 0 for none.
    public final int tunnel;

    /// When its last segment of any kind was seen.
    public long lastNanos;

    /// When either side sent data last, how long nobody had before, who it was and how much. Hold when
    /// either side has sent data.
    public long lastDataNanos;

    public long quietBeforeNanos;
    public boolean lastDataFromClient;
    public int lastDataLength;

    /// Who had sent data before that.
    public boolean dataBeforeFromClient;

    /// Packets that were seen twice.
    public int duplicates;

    /// Whether any packet of a side was seen, resets included.
    public boolean heardClient;

    public boolean heardServer;

    /// What is said above TCP; null as long as nothing was recognised.
    public @Nullable Talk talk;

    /// Makes a connection from its first segment.
    ///
    /// @param batch where that is
    /// @param row which it is
    /// @param fromClient whether the client sent it
    /// @param rolesSeen whether that is known
    /// @param hash the hash of the pair
    /// @param neighbourhood where it belongs
    public Connection(
            SegmentBatch batch, int row, boolean fromClient, boolean rolesSeen, int hash, Neighbourhood neighbourhood) {
        clientHigh = fromClient ? batch.sourceHigh[row] : batch.destinationHigh[row];
        clientLow = fromClient ? batch.sourceLow[row] : batch.destinationLow[row];
        serverHigh = fromClient ? batch.destinationHigh[row] : batch.sourceHigh[row];
        serverLow = fromClient ? batch.destinationLow[row] : batch.sourceLow[row];
        ports = fromClient ? batch.ports[row] : Integer.rotateLeft(batch.ports[row], 16);
        firstPacket = batch.packets[row];
        tunnel = batch.tunnels[row];
        this.rolesSeen = rolesSeen;
        this.hash = hash;
        this.neighbourhood = neighbourhood;
    }

    /// Whether a segment went from client to server of this connection.
    ///
    /// @param batch where it is
    /// @param row which it is
    /// @return whether addresses and ports are these
    public final boolean isToServer(SegmentBatch batch, int row) {
        return batch.ports[row] == ports
                && batch.sourceLow[row] == clientLow
                && batch.destinationLow[row] == serverLow
                && batch.sourceHigh[row] == clientHigh
                && batch.destinationHigh[row] == serverHigh;
    }

    /// Whether a segment went from server to client of this connection.
    ///
    /// @param batch where it is
    /// @param row which it is
    /// @return whether addresses and ports are these
    public final boolean isToClient(SegmentBatch batch, int row) {
        return Integer.rotateLeft(batch.ports[row], 16) == ports
                && batch.sourceLow[row] == serverLow
                && batch.destinationLow[row] == clientLow
                && batch.sourceHigh[row] == serverHigh
                && batch.destinationHigh[row] == clientHigh;
    }

    /// Takes a segment without RST.
    ///
    /// @param batch where it is
    /// @param row which it is
    /// @param fromClient who sent it
    /// @param nanos when, by a clock that does not run backwards
    /// @return bits of [Taken]
    public final int take(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        int flags = batch.flags[row];
        int packet = (int) batch.packets[row];
        Half from = fromClient ? client : server;
        Half to = fromClient ? server : client;
        hear(fromClient, nanos);
        int taken = from.send(batch, row, nanos, packet, trail, fromClient);
        boolean acknowledges = (flags & Segment.ACK) != 0;
        if (opening.open || (flags & Segment.SYN) != 0) {
            boolean wasOpen = opening.open;
            acknowledges &= opening.see(this, batch, row, fromClient, nanos);
            taken |= wasOpen && !opening.open ? Taken.COMPLETED : 0;
        }
        to.heardOther();
        if (acknowledges && to.acknowledge(batch.acknowledgments[row], nanos, packet)) {
            taken |= Taken.NEW_ACKNOWLEDGMENT;
            taken |= client.finAcknowledged && server.finAcknowledged ? Taken.BOTH_CLOSED : 0;
        }
        if ((taken & Taken.NEW_DATA) != 0) {
            data(batch.lengths[row], fromClient, nanos);
        }
        if (batch.messages[row] != SegmentBatch.NO_MESSAGE && (taken & Taken.NEW_DATA) != 0) {
            listen(batch, row, fromClient, nanos);
        }
        trail.add(batch, row, fromClient, nanos);
        return taken;
    }

    private void data(int length, boolean fromClient, long nanos) {
        quietBeforeNanos = lastDataNanos == 0 ? 0 : nanos - lastDataNanos;
        lastDataNanos = nanos;
        dataBeforeFromClient = lastDataFromClient;
        lastDataFromClient = fromClient;
        lastDataLength = length;
    }

    private void listen(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        if (talk == null) {
            talk = new Talk();
        }
        Half from = half(fromClient);
        talk.hear(
                batch,
                row,
                fromClient,
                from.relative(batch.sequences[row]),
                half(!fromClient).dataEnd(),
                nanos);
    }

    /// A packet of a side was seen.
    ///
    /// @param fromClient whose
    /// @param nanos when
    public final void hear(boolean fromClient, long nanos) {
        lastNanos = nanos;
        if (fromClient) {
            heardClient = true;
        } else {
            heardServer = true;
        }
    }

    /// Whether a segment was captured twice, on two interfaces perhaps: same numbers, flags, length,
    /// window and identification within a moment. Where the identification does not count (0, or IPv6),
    /// a second segment with payload or with SYN or FIN is no retransmission when it comes sooner than
    /// any could; others are only believed to be the same when this connection has shown duplicates
    /// before.
    ///
    /// @param batch where it is
    /// @param row which it is
    /// @param fromClient who sent it
    /// @param nanos when
    /// @return whether it should be left out
    public final boolean isDuplicate(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        Half from = fromClient ? client : server;
        Half to = fromClient ? server : client;
        if (from.isNews(batch.sequences[row], batch.lengths[row])
                || to.isNewAcknowledgment(batch.flags[row], batch.acknowledgments[row])) {
            return false;
        }
        int place = trail.same(batch, row, fromClient);
        if (place < 0 || nanos - trail.nanos(place) > Duplicates.LONGEST_NANOS) {
            return false;
        }
        boolean numbered = (batch.options[row] & SegmentBatch.IPV6) == 0 && batch.ipIds[row] != 0;
        boolean takesNumbers = batch.lengths[row] > 0 || (batch.flags[row] & (Segment.SYN | Segment.FIN)) != 0;
        boolean same = numbered
                || duplicates > 0
                || (takesNumbers && nanos - trail.nanos(place) <= Duplicates.SOONEST_RETRANSMISSION_NANOS);
        duplicates += same ? 1 : 0;
        return same;
    }

    /// What one side sent.
    ///
    /// @param ofClient whose
    /// @return its half
    public final Half half(boolean ofClient) {
        return ofClient ? client : server;
    }

    /// The full number of a packet.
    ///
    /// @param low its low 32 bits
    /// @return the number
    public final long packet(int low) {
        return firstPacket + ((low - (int) firstPacket) & 0xffffffffL);
    }

    /// The state as it is, apart from what comes.
    ///
    /// @return a copy
    public final Connection copy() {
        try {
            Connection copy = (Connection) super.clone();
            copy.client = client.clone();
            copy.server = server.clone();
            copy.trail = trail.clone();
            copy.opening = opening.clone();
            copy.talk = talk == null ? null : talk.copy();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
