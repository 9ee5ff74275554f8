package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// What comes next in a packet, as one number: an EtherType, an IP protocol with [#IP] set, or, negative, why the
/// packet is left out. Numbers instead of objects: this is the hot path.
final class Layer {
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int VLAN = 0x8100;
    static final int SERVICE_VLAN = 0x88a8;
    static final int OLD_SERVICE_VLAN = 0x9100;
    static final int MPLS = 0x8847;
    static final int MPLS_MULTICAST = 0x8848;
    static final int PPPOE = 0x8864;
    static final int PPP = 0x880b;
    /// An Ethernet frame within another protocol.
    static final int ETHERNET = 0x6558;

    /// A frame with a header of ERSPAN before it.
    static final int MIRRORED = 0x88be;

    /// Marks numbers of IP protocols.
    static final int IP = 0x10000;

    static final int TCP = IP | 6;
    static final int UDP = IP | 17;
    static final int GRE = IP | 47;
    static final int AUTHENTICATION = IP | IpExtensions.AUTHENTICATION;
    static final int IPV4_IN_IP = IP | 4;
    static final int IPV6_IN_IP = IP | 41;

    private static final Skip[] SKIPS = Skip.values();

    private Layer() {}

    /// The number for a packet that is left out.
    @SuppressWarnings("EnumOrdinal") // the number is never stored
    static int skip(Skip reason) {
        return ~reason.ordinal();
    }

    /// The reason for which it is left out.
    ///
    /// @param layer a negative number
    static Skip reason(int layer) {
        return SKIPS[~layer];
    }
}
