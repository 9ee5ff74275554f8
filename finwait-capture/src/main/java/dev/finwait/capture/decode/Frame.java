package dev.finwait.capture.decode;

import dev.finwait.capture.file.Octets;
import dev.finwait.capture.file.Packet;
import dev.finwait.capture.segment.SegmentBatch;

/// A packet while it is decoded: how far it is, and the row of the batch that is filled. Made once and set again and
/// again. Not thread-safe.
final class Frame {
    byte[] bytes;

    /// Where the next header starts.
    int position;

    /// Where the captured bytes of what is being looked at end.
    int end;

    /// Where they would end had all been captured.
    int wireEnd;

    SegmentBatch batch;

    /// The row that is filled.
    int row;

    /// Whether more fragments follow.
    boolean firstFragment;

    /// What the packet is carried in, an index.
    int tunnel;

    private final Tunnels tunnels;

    Frame(Packet packet, SegmentBatch batch, Tunnels tunnels) {
        this.tunnels = tunnels;
        this.bytes = packet.bytes;
        this.batch = batch;
    }

    void set(Packet packet, SegmentBatch to) {
        bytes = packet.bytes;
        position = packet.start;
        end = packet.start + packet.captured;
        wireEnd = packet.start + packet.wireLength;
        batch = to;
        row = to.size;
        tunnel = 0;
        firstFragment = false;
    }

    /// Whether so many bytes were captured from here on.
    boolean has(int count) {
        return end - position >= count;
    }

    /// One byte, without sign.
    int u8(int at) {
        return bytes[at] & 0xff;
    }

    /// Two bytes in network order, without sign.
    int u16(int at) {
        return Octets.u16(bytes, at);
    }

    /// Four bytes in network order.
    int int32(int at) {
        return Octets.int32(bytes, at);
    }

    /// Eight bytes in network order.
    long int64(int at) {
        return Octets.int64(bytes, at);
    }

    /// Notes that the IP packet whose addresses stand in the row carries another one.
    ///
    /// @param kind what carries it
    /// @param id a number by which tunnels of the same ends differ, -1 if there is none
    void enterTunnel(TunnelKind kind, int id) {
        tunnel = tunnels.indexOf(kind, id, batch, row);
    }
}
