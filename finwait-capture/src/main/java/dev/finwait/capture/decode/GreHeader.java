package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// GRE, RFC 2784 and 2890, with NVGRE, RFC 7637, the PPP of PPTP, RFC 2637, and mirrored frames (ERSPAN).
final class GreHeader {
    private static final int LENGTH = 4;
    private static final int FIELD = 4;

    private static final int CHECKSUM = 0x80000000;
    private static final int ROUTING = 0x40000000;
    private static final int KEY = 0x20000000;
    private static final int SEQUENCE = 0x10000000;
    private static final int ACKNOWLEDGMENT = 0x00800000;
    private static final int VERSION = 0x00070000;
    private static final int PPTP_VERSION = 0x00010000;

    /// In the second version of mirroring, which has a sequence number, a header precedes the frame.
    private static final int MIRROR_HEADER = 8;

    private GreHeader() {}

    /// Reads it.
    ///
    /// @return the [Layer] behind it
    static int read(Frame frame) {
        if (!frame.has(LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int first = frame.int32(frame.position);
        if ((first & ROUTING) != 0 || (first & VERSION) > PPTP_VERSION) {
            return Layer.skip(Skip.NOT_TCP);
        }
        int key = frame.position + LENGTH + ((first & CHECKSUM) != 0 ? FIELD : 0);
        int length = LENGTH + FIELD * Integer.bitCount(first & (CHECKSUM | KEY | SEQUENCE | ACKNOWLEDGMENT));
        if (!frame.has(length)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        // PPTP counts bytes and calls in the key: no name for a tunnel.
        boolean named = (first & KEY) != 0 && (first & VERSION) == 0;
        frame.enterTunnel(TunnelKind.GRE, named ? frame.int32(key) : -1);
        frame.position += length;
        int type = first & 0xffff;
        return type == Layer.MIRRORED && (first & SEQUENCE) == 0 ? Layer.ETHERNET : type;
    }

    /// Reads the header before a mirrored frame.
    ///
    /// @return the [Layer] behind it
    static int readMirrored(Frame frame) {
        if (!frame.has(MIRROR_HEADER)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        frame.position += MIRROR_HEADER;
        return Layer.ETHERNET;
    }
}
