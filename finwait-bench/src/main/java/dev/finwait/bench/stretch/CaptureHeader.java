package dev.finwait.bench.stretch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The header of a pcap file. Immutable.
///
/// @param order the byte order of its numbers
/// @param ticksPerSecond the unit of its times: 1,000,000 or 1,000,000,000
/// @param linkType what its packets begin with
record CaptureHeader(ByteOrder order, long ticksPerSecond, int linkType) {
    static final int LENGTH = 24;

    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int LINK_TYPE_AT = 20;

    /// Reads a header.
    ///
    /// @param bytes the first [#LENGTH] bytes of the file, from index 0
    /// @throws IOException if it is no pcap file; the message continues a sentence that began with the file's name
    static CaptureHeader of(ByteBuffer bytes) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int magic = bytes.order(order).getInt(0);
            if (magic == MICROSECONDS || magic == NANOSECONDS) {
                long ticks = magic == MICROSECONDS ? 1_000_000 : 1_000_000_000;
                return new CaptureHeader(order, ticks, bytes.getInt(LINK_TYPE_AT));
            }
        }
        throw new IOException("is no pcap file");
    }
}
