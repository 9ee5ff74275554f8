package dev.finwait.capture.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What the header of a pcap file says of the rest.
///
/// @param order the byte order of all its headers
/// @param nanosPerFraction how many nanoseconds the fraction of a second counts: 1 or 1000
/// @param packetHeader how long the header of a packet is
/// @param linkType the link type of all packets
record PcapLayout(ByteOrder order, int nanosPerFraction, int packetHeader, int linkType) {
    /// Where the fraction of the second is in the header of a packet.
    static final int FRACTION = 4;

    /// Where the number of captured bytes is.
    static final int CAPTURED = 8;

    /// Where the number of bytes on the wire is.
    static final int WIRE = 12;

    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    /// Written by a patched libpcap of the nineties: eight bytes more before each packet.
    private static final int PATCHED = 0xa1b2cd34;

    private static final int HEADER = 16;
    private static final int PATCHED_HEADER = 24;
    private static final int LINK_TYPE = 20;

    /// Reads the header of a file.
    ///
    /// @param header its first [PcapReader#FILE_HEADER] bytes or more
    /// @return null if it is another kind of file
    static @Nullable PcapLayout of(ByteBuffer header, int at) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer fields = header.duplicate().order(order);
            // The upper bits tell of frame check sequences, which stand behind the IP packet and do not matter.
            int linkType = fields.getInt(at + LINK_TYPE) & 0xffff;
            switch (fields.getInt(at)) {
                case MICROSECONDS -> {
                    return new PcapLayout(order, 1000, HEADER, linkType);
                }
                case NANOSECONDS -> {
                    return new PcapLayout(order, 1, HEADER, linkType);
                }
                case PATCHED -> {
                    return new PcapLayout(order, 1000, PATCHED_HEADER, linkType);
                }
                default -> {}
            }
        }
        return null;
    }
}
