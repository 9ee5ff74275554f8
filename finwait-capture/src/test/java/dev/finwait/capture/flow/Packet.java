package dev.finwait.capture.flow;

import dev.finwait.capture.TestSegment;
import dev.finwait.capture.decode.Decoder;
import dev.finwait.capture.segment.SegmentBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A segment on its way into a batch, with all its header fields.
record Packet(
        long nanos,
        int source,
        int destination,
        int ports,
        int flags,
        int sequence,
        int acknowledgment,
        int length,
        int window,
        int options,
        int ttl,
        int ipId,
        int timestamp,
        int echo,
        int windowScale,
        String head) {
    private static final long MAPPED = 0x0000_ffff_0000_0000L;
    private static final int RAW = 101;

    Packet at(long otherNanos) {
        return new Packet(
                otherNanos,
                source,
                destination,
                ports,
                flags,
                sequence,
                acknowledgment,
                length,
                window,
                options,
                ttl,
                ipId,
                timestamp,
                echo,
                windowScale,
                head);
    }

    /// The same packet seen one hop further.
    Packet forwarded(long laterNanos) {
        return new Packet(
                nanos + laterNanos,
                source,
                destination,
                ports,
                flags,
                sequence,
                acknowledgment,
                length,
                window,
                options,
                ttl - 1,
                ipId,
                timestamp,
                echo,
                windowScale,
                head);
    }

    void into(SegmentBatch batch, long number) {
        int row = batch.size++;
        batch.packets[row] = number;
        batch.nanos[row] = nanos;
        batch.sourceHigh[row] = 0;
        batch.sourceLow[row] = MAPPED | (source & 0xffffffffL);
        batch.destinationHigh[row] = 0;
        batch.destinationLow[row] = MAPPED | (destination & 0xffffffffL);
        batch.ports[row] = ports;
        batch.flags[row] = (byte) flags;
        batch.sequences[row] = sequence;
        batch.acknowledgments[row] = acknowledgment;
        batch.lengths[row] = length;
        batch.windows[row] = (char) window;
        batch.options[row] = (byte) options;
        batch.ttls[row] = (byte) ttl;
        batch.trafficClasses[row] = 0;
        batch.ipIds[row] = (char) ipId;
        batch.timestampValues[row] = timestamp;
        batch.timestampEchoes[row] = echo;
        batch.windowScales[row] = (byte) windowScale;
        batch.tunnels[row] = 0;
        message(batch, row);
    }

    /// What the decoder makes of the beginning of the payload.
    private void message(SegmentBatch batch, int row) {
        dev.finwait.capture.file.Packet packet = new dev.finwait.capture.file.Packet();
        packet.bytes = new TestSegment("192.0.2.1", 1, "192.0.2.2", 2)
                .payload(head.getBytes(StandardCharsets.ISO_8859_1))
                .ip();
        packet.captured = packet.bytes.length;
        packet.wireLength = packet.captured;
        packet.linkType = RAW;
        SegmentBatch one = new SegmentBatch(1, List.of());
        if (new Decoder().decode(packet, 1, one) != null) {
            throw new IllegalStateException("the decoder left it out");
        }
        batch.messages[row] = one.messages[0];
        batch.headLengths[row] = one.headLengths[0];
        batch.bodyLengths[row] = one.bodyLengths[0];
        batch.codes[row] = one.codes[0];
    }
}
