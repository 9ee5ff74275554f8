package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// Ethernet, IEEE 802.3, and its tags, IEEE 802.1Q and 802.1ad.
final class EthernetHeader {
    private static final int LENGTH = 14;
    private static final int TYPE = 12;
    private static final int TAG_LENGTH = 4;
    /// Smaller numbers are lengths of frames of 802.2.
    private static final int LEAST_TYPE = 1536;

    /// Logical link control and subnetwork access protocol: AA AA 03, three zeros, an EtherType.
    private static final int SNAP_LENGTH = 8;

    private static final int SNAP = 0xaaaa0300;
    private static final int SNAP_TYPE = 6;

    private EthernetHeader() {}

    /// Reads a frame's header.
    ///
    /// @return the [Layer] behind it
    static int read(Frame frame) {
        if (!frame.has(LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int type = frame.u16(frame.position + TYPE);
        frame.position += LENGTH;
        return type >= LEAST_TYPE ? type : readSnap(frame);
    }

    /// Reads what stands behind the EtherType of a tag: the tag and another EtherType.
    ///
    /// @return the [Layer] behind it
    static int readTag(Frame frame) {
        if (!frame.has(TAG_LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int type = frame.u16(frame.position + 2);
        frame.position += TAG_LENGTH;
        return type >= LEAST_TYPE ? type : readSnap(frame);
    }

    private static int readSnap(Frame frame) {
        if (!frame.has(SNAP_LENGTH) || frame.int32(frame.position) != SNAP || frame.u16(frame.position + 4) != 0) {
            return Layer.skip(Skip.NOT_IP);
        }
        int type = frame.u16(frame.position + SNAP_TYPE);
        frame.position += SNAP_LENGTH;
        return type;
    }
}
