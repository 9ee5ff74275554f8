package dev.finwait.capture.decode;

import dev.finwait.capture.Bytes;
import java.util.List;

/// The same TCP segment in everything that the decoder knows to unwrap.
///
/// @param name what it is in
/// @param linkType the capture's link type
/// @param tunnel how the decoder is to call the tunnel around it, empty where there is none
/// @param hex the packet
record Encapsulation(String name, int linkType, String tunnel, String hex) {
    /// 192.0.2.1:40000 > 198.51.100.7:443 PSH|ACK seq 0x01020304 ack 0x05060708 win 512, 4 bytes
    static final String TCP = "9c40 01bb 01020304 05060708 5018 0200 0000 0000 70696e67";

    /// IPv4, 44 bytes, id 0x1234, DF, TTL 64, TCP
    static final String IPV4 = "4500 002c 1234 4000 40 06 0000 c0000201 c6336407" + TCP;

    /// IPv6, 24 bytes, TCP, hop limit 64, 2001:db8::1 > 2001:db8::2
    static final String IPV6 =
            "60000000 0018 06 40 20010db8000000000000000000000001 20010db8000000000000000000000002" + TCP;

    /// From 02:00:5e:00:53:01 to 02:00:5e:00:53:02
    private static final String MACS = "02005e005302 02005e005301";

    private static final String ETHERNET = MACS + "0800" + IPV4;

    byte[] bytes() {
        return Bytes.hex(hex);
    }

    /// IPv4, so many bytes, TTL 64, a protocol, 203.0.113.1 > 203.0.113.2
    private static String outer(int length, String protocol) {
        return "4500 %04x 0001 0000 40 %s 0000 cb007101 cb007102".formatted(20 + length, protocol);
    }

    /// UDP, port 50000 to another one, so many bytes
    private static String udp(int port, int length) {
        return "c350 %04x %04x 0000".formatted(port, 8 + length);
    }

    private static String vxlan(String inner) {
        int length = 8 + Bytes.hex(inner).length;
        // Flags: the number holds; number 42.
        return MACS + "0800" + outer(8 + length, "11") + udp(4789, length) + "08000000 00002a00" + inner;
    }

    private static String gre(String header, String inner) {
        return MACS + "0800" + outer(Bytes.hex(header + inner).length, "2f") + header + inner;
    }

    private static final String ENDS = " between 203.0.113.1 and 203.0.113.2";

    static final List<Encapsulation> ALL = List.of(
            new Encapsulation("Ethernet", 1, "", ETHERNET),
            new Encapsulation("Ethernet with padding and check sequence", 1, "", ETHERNET + "0000 deadbeef"),
            // Tag: EtherType 0x8100, VLAN 5
            new Encapsulation("802.1Q", 1, "", MACS + "8100 0005 0800" + IPV4),
            // EtherType 0x88a8, VLAN 100, then 0x8100, VLAN 5
            new Encapsulation("802.1ad", 1, "", MACS + "88a8 0064 8100 0005 0800" + IPV4),
            // Labels 16 and 17, the second with the bottom bit
            new Encapsulation("MPLS", 1, "", MACS + "8847 00010040 00011140" + IPV4),
            // Label 18, a control word, an Ethernet frame
            new Encapsulation("MPLS with an Ethernet frame", 1, "", MACS + "8847 00012140 00000000" + ETHERNET),
            // Session 0x0011, 46 bytes, IPv4
            new Encapsulation("PPPoE", 1, "", MACS + "8864 1100 0011 002e 0021" + IPV4),
            // Length 52, AA AA 03, Ethernet, IPv4
            new Encapsulation("802.2 SNAP", 1, "", MACS + "0034 aaaa03 000000 0800" + IPV4),
            // To us, Ethernet, 6 bytes of address, IPv4
            new Encapsulation("Linux cooked", 113, "", "0000 0001 0006 02005e0053010000 0800" + IPV4),
            // IPv4, interface 2, Ethernet, to us, 6 bytes of address
            new Encapsulation(
                    "Linux cooked, second version", 276, "", "0800 0000 00000002 0001 00 06 02005e0053010000" + IPV4),
            new Encapsulation("BSD loopback, little endian", 0, "", "02000000" + IPV4),
            new Encapsulation("BSD loopback, big endian", 0, "", "00000002" + IPV4),
            new Encapsulation("BSD loopback of macOS with IPv6", 0, "", "1e000000" + IPV6),
            new Encapsulation("OpenBSD loopback", 108, "", "00000002" + IPV4),
            new Encapsulation("raw IPv4", 101, "", IPV4),
            new Encapsulation("raw IPv6", 101, "", IPV6),
            new Encapsulation("IPv4 link", 228, "", IPV4),
            new Encapsulation("IPv6 link", 229, "", IPV6),
            new Encapsulation("PPP with address and control", 9, "", "ff03 0021" + IPV4),
            new Encapsulation("PPP", 9, "", "0057" + IPV6),
            new Encapsulation("Cisco HDLC", 104, "", "0f00 0800" + IPV4),
            // IPv4 with four bytes of options: NOP, NOP, NOP, end
            new Encapsulation(
                    "IPv4 options", 101, "", "4600 0030 1234 4000 40 06 0000 c0000201 c6336407 01010100" + TCP),
            // Next headers: hop-by-hop, routing, fragment 0 without more, destination options, TCP
            new Encapsulation(
                    "IPv6 extension headers",
                    101,
                    "",
                    "60000000 0038 00 40 20010db8000000000000000000000001 20010db8000000000000000000000002"
                            + "2b00010400000000 2c00000000000000 3c00000000000001 0600010400000000" + TCP),
            // Authentication header of 24 bytes
            new Encapsulation(
                    "IPsec authentication",
                    101,
                    "",
                    "4500 0044 1234 4000 40 33 0000 c0000201 c6336407"
                            + "06 04 0000 00000100 00000001 000000000000000000000000" + TCP),
            new Encapsulation("VXLAN", 1, "VXLAN 42" + ENDS, vxlan(ETHERNET)),
            new Encapsulation("802.1Q in VXLAN", 1, "VXLAN 42" + ENDS, vxlan(MACS + "8100 0005 0800" + IPV4)),
            // GENEVE: 4 bytes of options, Ethernet, number 43; the option of class 0x0102, type 1, no data
            new Encapsulation(
                    "GENEVE",
                    1,
                    "GENEVE 43" + ENDS,
                    MACS + "0800" + outer(8 + 8 + 4 + 58, "11") + udp(6081, 8 + 4 + 58) + "01 00 6558 00002b00 01020100"
                            + ETHERNET),
            new Encapsulation("GRE", 1, "GRE" + ENDS, gre("0000 0800", IPV4)),
            // Checksum, key 7, sequence number
            new Encapsulation(
                    "GRE with all fields", 1, "GRE 7" + ENDS, gre("b000 0800 0000 0000 00000007 00000001", IPV4)),
            // Key: subnet 0x000001, flow 2
            new Encapsulation("NVGRE", 1, "GRE 258" + ENDS, gre("2000 6558 00000102", ETHERNET)),
            new Encapsulation("ERSPAN", 1, "GRE" + ENDS, gre("1000 88be 00000001 1000000100000000", ETHERNET)),
            new Encapsulation("IP in IP", 1, "IPv4 in IP" + ENDS, MACS + "0800" + outer(44, "04") + IPV4),
            new Encapsulation("6in4", 1, "IPv6 in IP" + ENDS, MACS + "0800" + outer(64, "29") + IPV6),
            // IPv6, 44 bytes, IPv4 within, 2001:db8::a > 2001:db8::b
            new Encapsulation(
                    "4in6",
                    1,
                    "IPv4 in IP between 2001:db8::a and 2001:db8::b",
                    MACS + "86dd 60000000 002c 04 40"
                            + "20010db800000000000000000000000a 20010db800000000000000000000000b" + IPV4),
            new Encapsulation("GRE in VXLAN", 1, "GRE" + ENDS, vxlan(gre("0000 0800", IPV4))));
}
