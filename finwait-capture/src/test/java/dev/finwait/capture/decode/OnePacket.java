package dev.finwait.capture.decode;

import dev.finwait.capture.file.Packet;
import dev.finwait.capture.file.Skip;
import dev.finwait.capture.segment.SegmentBatch;
import org.jspecify.annotations.Nullable;

/// A packet that is decoded by itself. The segment is in the first row of [#batch].
final class OnePacket {
    static final int ETHERNET = 1;
    static final int RAW = 101;

    final Decoder decoder = new Decoder();
    final SegmentBatch batch = new SegmentBatch(8, decoder.tunnelNames());

    /// Decodes a packet that was captured whole.
    @Nullable
    Skip decode(int linkType, byte[] bytes) {
        return decode(linkType, bytes, bytes.length, bytes.length);
    }

    /// Decodes the beginning of a packet.
    @Nullable
    Skip decode(int linkType, byte[] bytes, int captured, int wireLength) {
        Packet packet = new Packet();
        packet.bytes = bytes;
        packet.captured = captured;
        packet.wireLength = wireLength;
        packet.linkType = linkType;
        batch.clear();
        return decoder.decode(packet, 1, batch);
    }

    /// Whether the segment has an option.
    boolean has(int option) {
        return (batch.options[0] & option) != 0;
    }
}
