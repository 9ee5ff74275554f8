package dev.finwait.capture.decode;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// Rows of a batch, written out for people and for comparison.
final class Decoded {
    private Decoded() {}

    /// The segment as one line: number, time, addresses, sequence, acknowledgment, flags, window, length.
    static String line(SegmentBatch batch, int row) {
        return "%d %d.%09d %s > %s seq %d ack %d flags %02x win %d len %d"
                .formatted(
                        batch.packets[row],
                        Math.floorDiv(batch.nanos[row], 1_000_000_000L),
                        Math.floorMod(batch.nanos[row], 1_000_000_000L),
                        endpoint(batch.sourceHigh[row], batch.sourceLow[row], batch.ports[row] >>> 16),
                        endpoint(batch.destinationHigh[row], batch.destinationLow[row], batch.ports[row] & 0xffff),
                        Integer.toUnsignedLong(batch.sequences[row]),
                        Integer.toUnsignedLong(batch.acknowledgments[row]),
                        batch.flags[row] & 0xff,
                        (int) batch.windows[row],
                        batch.lengths[row]);
    }

    private static Endpoint endpoint(long high, long low, int port) {
        try {
            byte[] address = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            return new Endpoint(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
