package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// The header with which a packet starts, by the capture's link type: numbers of the tcpdump group's list.
final class LinkHeader {
    private static final int LOOPBACK = 0;
    private static final int ETHERNET = 1;
    private static final int PPP = 9;
    private static final int RAW = 101;
    /// Raw IP as BSDs number it within themselves; some programs write that to files.
    private static final int RAW_BSD = 12;

    private static final int RAW_OPENBSD = 14;
    private static final int PPP_SERIAL = 50;
    private static final int PPPOE = 51;
    private static final int CISCO_HDLC = 104;
    private static final int LOOPBACK_OPENBSD = 108;
    private static final int COOKED = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int COOKED_2 = 276;

    /// Where the EtherType is in each, and how long they are.
    private static final int HDLC_TYPE = 2;

    private static final int HDLC_LENGTH = 4;
    private static final int COOKED_TYPE = 14;
    private static final int COOKED_LENGTH = 16;
    private static final int COOKED_2_LENGTH = 20;
    private static final int LOOPBACK_LENGTH = 4;

    private LinkHeader() {}

    /// Reads it.
    ///
    /// @return the [Layer] behind it
    static int read(Frame frame, int linkType) {
        return switch (linkType) {
            case ETHERNET -> EthernetHeader.read(frame);
            case COOKED -> readType(frame, COOKED_TYPE, COOKED_LENGTH);
            case COOKED_2 -> readType(frame, 0, COOKED_2_LENGTH);
            case RAW, RAW_BSD, RAW_OPENBSD -> byVersion(frame);
            case IPV4 -> Layer.IPV4;
            case IPV6 -> Layer.IPV6;
            case LOOPBACK, LOOPBACK_OPENBSD -> readFamily(frame);
            case PPP, PPP_SERIAL -> Layer.PPP;
            case PPPOE -> Layer.PPPOE;
            case CISCO_HDLC -> readType(frame, HDLC_TYPE, HDLC_LENGTH);
            default -> Layer.skip(Skip.UNKNOWN_LINK);
        };
    }

    private static int readType(Frame frame, int at, int length) {
        if (!frame.has(length)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int type = frame.u16(frame.position + at);
        frame.position += length;
        return type;
    }

    /// What the version in the first four bits says.
    static int byVersion(Frame frame) {
        if (!frame.has(1)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        return switch (frame.u8(frame.position) >> 4) {
            case 4 -> Layer.IPV4;
            case 6 -> Layer.IPV6;
            default -> Layer.skip(Skip.NOT_IP);
        };
    }

    /// The protocol family, in the byte order of the host that captured, which is not known; families are small.
    private static int readFamily(Frame frame) {
        if (!frame.has(LOOPBACK_LENGTH)) {
            return Layer.skip(Skip.CUT_SHORT);
        }
        int family = frame.int32(frame.position);
        frame.position += LOOPBACK_LENGTH;
        return switch ((family & 0xffff) == 0 ? Integer.reverseBytes(family) : family) {
            case 2 -> Layer.IPV4;
            // IPv6 on Linux, NetBSD and OpenBSD, FreeBSD, macOS.
            case 10, 24, 28, 30 -> Layer.IPV6;
            default -> Layer.skip(Skip.NOT_IP);
        };
    }
}
