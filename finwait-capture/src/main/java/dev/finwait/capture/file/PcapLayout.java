package dev.finwait.capture.file;

import org.jspecify.annotations.Nullable;

/// What the header of a pcap file says of the rest.
///
/// @param little whether its headers have the low byte first
/// @param nanosPerFraction how many nanoseconds the fraction of a second counts: 1 or 1000
/// @param packetHeader how long the header of a packet is
/// @param linkType the link type of all packets
record PcapLayout(boolean little, int nanosPerFraction, int packetHeader, int linkType) {
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
    static @Nullable PcapLayout of(byte[] header, int at) {
        for (boolean little : new boolean[] {true, false}) {
            Fields fields = new Fields(header, little);
            // The upper bits tell of frame check sequences, which stand behind the IP packet and do not matter.
            int linkType = fields.int32(at + LINK_TYPE) & 0xffff;
            switch (fields.int32(at)) {
                case MICROSECONDS -> {
                    return new PcapLayout(little, 1000, HEADER, linkType);
                }
                case NANOSECONDS -> {
                    return new PcapLayout(little, 1, HEADER, linkType);
                }
                case PATCHED -> {
                    return new PcapLayout(little, 1000, PATCHED_HEADER, linkType);
                }
                default -> {}
            }
        }
        return null;
    }
}
