package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// A stack of MPLS labels, RFC 3032. What is below it is not said: IP shows its version, and a zero instead starts the
/// control word before an Ethernet frame, RFC 4385.
final class MplsLabels {
    private static final int LENGTH = 4;
    private static final int BOTTOM = 0x100;

    private MplsLabels() {}

    /// Reads one label.
    ///
    /// @return the [Layer] behind it, MPLS again if there is another label
    static int read(Frame frame) {
        // One byte more, for the version below the last label.
        if (!frame.has(LENGTH + 1)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        boolean bottom = (frame.int32(frame.position) & BOTTOM) != 0;
        frame.position += LENGTH;
        if (!bottom) {
            return Layer.MPLS;
        }
        if ((frame.u8(frame.position) & 0xf0) == 0) {
            frame.position += LENGTH;
            return Layer.ETHERNET;
        }
        return LinkHeader.byVersion(frame);
    }
}
