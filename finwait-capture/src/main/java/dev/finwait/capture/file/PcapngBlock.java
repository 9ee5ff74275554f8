package dev.finwait.capture.file;

/// Numbers of the blocks of pcapng files: types, and where fields are.
final class PcapngBlock {
    /// Starts a section; reads the same in both byte orders.
    static final int SECTION = 0x0a0d0d0a;

    static final int INTERFACE = 1;
    static final int OLD_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;

    /// How long type and length are.
    static final int HEADER = 8;

    /// How long the length behind each block is.
    static final int TRAILER = 4;

    /// The length of the shortest block.
    static final int SHORTEST = HEADER + TRAILER;

    static final int LENGTH = 4;

    /// In the section's block.
    static final int BYTE_ORDER = 8;

    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /// In packet blocks, the old and the enhanced one.
    static final int INTERFACE_ID = 8;

    static final int TIME = 12;
    static final int TIME_LOW = 16;
    static final int CAPTURED = 20;
    static final int WIRE = 24;
    static final int DATA = 28;

    /// In simple packet blocks.
    static final int SIMPLE_WIRE = 8;

    static final int SIMPLE_DATA = 12;

    private static final int NAMES = 4;
    private static final int STATISTICS = 5;
    private static final int JOURNAL = 9;
    private static final int SECRETS = 10;
    private static final int CUSTOM = 0x0bad;
    private static final int CUSTOM_NOT_TO_COPY = 0x40000bad;

    private PcapngBlock() {}

    /// Whether the block is known to hold no packet.
    static boolean isKnown(int type) {
        return switch (type) {
            case SECTION, INTERFACE, NAMES, STATISTICS, JOURNAL, SECRETS, CUSTOM, CUSTOM_NOT_TO_COPY -> true;
            default -> false;
        };
    }
}
