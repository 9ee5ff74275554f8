package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// UDP, looked at for the tunnels VXLAN, RFC 7348, and GENEVE, RFC 8926: by the destination port, which both keep.
final class UdpHeader {
    private static final int LENGTH = 8;
    private static final int TUNNEL_LENGTH = 8;

    private static final int VXLAN = 4789;
    /// What Linux took before there was a number.
    private static final int OLD_VXLAN = 8472;

    private static final int GENEVE = 6081;

    private static final int HAS_VXLAN_ID = 0x08000000;
    private static final int GENEVE_VERSION = 0xc0000000;
    private static final int GENEVE_OPTIONS = 0x3f000000;

    private UdpHeader() {}

    /// Reads it together with the tunnel's header.
    ///
    /// @return the [Layer] behind them
    static int read(Frame frame) {
        if (!frame.has(LENGTH)) {
            return Layer.skip(Skip.NOT_TCP);
        }
        int port = frame.u16(frame.position + 2);
        if (port != VXLAN && port != OLD_VXLAN && port != GENEVE) {
            return Layer.skip(Skip.NOT_TCP);
        }
        if (!frame.has(LENGTH + TUNNEL_LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        frame.position += LENGTH;
        int first = frame.int32(frame.position);
        int network = frame.int32(frame.position + 4) >>> 8;
        return port == GENEVE ? readGeneve(frame, first, network) : readVxlan(frame, first, network);
    }

    private static int readVxlan(Frame frame, int first, int network) {
        if ((first & HAS_VXLAN_ID) == 0) {
            return Layer.skip(Skip.NOT_TCP);
        }
        frame.enterTunnel(TunnelKind.VXLAN, network);
        frame.position += TUNNEL_LENGTH;
        return Layer.ETHERNET;
    }

    private static int readGeneve(Frame frame, int first, int network) {
        int length = TUNNEL_LENGTH + ((first & GENEVE_OPTIONS) >>> 22);
        if ((first & GENEVE_VERSION) != 0) {
            return Layer.skip(Skip.NOT_TCP);
        }
        frame.enterTunnel(TunnelKind.GENEVE, network);
        frame.position += length;
        return first & 0xffff;
    }
}
