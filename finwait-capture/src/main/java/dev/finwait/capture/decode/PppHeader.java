package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// PPP, RFC 1661, alone or behind the header of PPPoE, RFC 2516.
final class PppHeader {
    private static final int PPPOE_LENGTH = 6;
    private static final int SESSION_DATA = 0x1100;
    /// Address and control of HDLC framing, RFC 1662, which may be left out.
    private static final int ADDRESS_AND_CONTROL = 0xff03;

    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final int MPLS = 0x0281;

    private PppHeader() {}

    /// Reads the header of PPPoE.
    ///
    /// @return the [Layer] behind it
    static int readPppoe(Frame frame) {
        if (!frame.has(PPPOE_LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        if (frame.u16(frame.position) != SESSION_DATA) {
            return Layer.skip(Skip.NOT_IP);
        }
        frame.position += PPPOE_LENGTH;
        return Layer.PPP;
    }

    /// Reads the header of PPP.
    ///
    /// @return the [Layer] behind it
    static int read(Frame frame) {
        if (frame.has(2) && frame.u16(frame.position) == ADDRESS_AND_CONTROL) {
            frame.position += 2;
        }
        if (!frame.has(2)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int protocol = frame.u8(frame.position);
        if ((protocol & 1) != 0) {
            // The first byte of a protocol is even; where it is not, it was left out, being zero.
            frame.position++;
        } else {
            protocol = frame.u16(frame.position);
            frame.position += 2;
        }
        return switch (protocol) {
            case IPV4 -> Layer.IPV4;
            case IPV6 -> Layer.IPV6;
            case MPLS -> Layer.MPLS;
            default -> Layer.skip(Skip.NOT_IP);
        };
    }
}
