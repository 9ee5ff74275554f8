package dev.finwait.capture.file;

/// An interface that a section of a pcapng file describes.
///
/// @param linkType the link type of its packets
/// @param snapLength to how many bytes they were cut
/// @param time what its clock's ticks mean
record PcapngInterface(int linkType, long snapLength, TimeScale time) {
    /// Stands for one that is not described.
    static final PcapngInterface UNKNOWN = new PcapngInterface(Packet.NO_LINK, Packet.LONGEST, TimeScale.MICROSECONDS);

    /// The length of the block without options.
    static final int SHORTEST = 20;

    private static final int LINK_TYPE = 8;
    private static final int SNAP_LENGTH = 12;
    private static final int OPTIONS = 16;
    private static final int OPTION_HEADER = 4;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;

    /// Reads the block.
    ///
    /// @param fields in the section's byte order
    /// @param block where it starts
    /// @param length its length, or what is looked at of it
    static PcapngInterface of(Fields fields, int block, int length) {
        long snapLength = fields.u32(block + SNAP_LENGTH);
        return new PcapngInterface(
                fields.u16(block + LINK_TYPE),
                snapLength == 0 ? Packet.LONGEST : snapLength,
                time(fields, block + OPTIONS, block + length - PcapngBlock.TRAILER));
    }

    private static TimeScale time(Fields fields, int from, int end) {
        TimeScale scale = TimeScale.MICROSECONDS;
        long offset = 0;
        int at = from;
        while (at + OPTION_HEADER <= end) {
            int code = fields.u16(at);
            int length = fields.u16(at + 2);
            int value = at + OPTION_HEADER;
            if (code == 0 || value + length > end) {
                break;
            }
            if (code == RESOLUTION && length == 1) {
                scale = TimeScale.of(fields.u8(value));
            } else if (code == OFFSET && length == Long.BYTES) {
                offset = fields.int64(value);
            }
            at = value + (length + 3) / 4 * 4;
        }
        return scale.withOffset(offset);
    }
}
