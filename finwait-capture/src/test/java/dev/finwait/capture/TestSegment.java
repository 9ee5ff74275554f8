package dev.finwait.capture;

import dev.finwait.diagnosis.facts.Segment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/// A TCP segment in its IP packet, built for a test. IPv4 or IPv6, as its addresses are.
///
///     new TestSegment("192.0.2.1", 40000, "198.51.100.7", 443).syn().sequence(1000)
///
/// Checksums are left zero: nothing here looks at them. Not thread-safe.
public final class TestSegment {
    private static final int TCP = 6;

    private final byte[] source;
    private final byte[] destination;
    private final int sourcePort;
    private final int destinationPort;
    private int flags = Segment.ACK;
    private int sequence;
    private int acknowledgment;
    private int window = 64240;
    private int ttl = 64;
    private int trafficClass;
    private int ipId = 1;
    private boolean dontFragment = true;
    private int fragment;
    private byte[] ipOptions = {};
    private byte[] options = {};
    private byte[] payload = {};

    /// A segment with ACK and nothing else.
    ///
    /// @param source address of the sender, as a literal
    /// @param sourcePort its port
    /// @param destination address of the receiver
    /// @param destinationPort its port
    public TestSegment(String source, int sourcePort, String destination, int destinationPort) {
        this.source = address(source);
        this.sourcePort = sourcePort;
        this.destination = address(destination);
        this.destinationPort = destinationPort;
    }

    /// The flags, bits of [Segment].
    public TestSegment flags(int bits) {
        flags = bits;
        return this;
    }

    /// SYN alone.
    public TestSegment syn() {
        return flags(Segment.SYN);
    }

    /// RST without ACK.
    public TestSegment rst() {
        return flags(Segment.RST);
    }

    /// The sequence number of the header.
    public TestSegment sequence(long number) {
        sequence = (int) number;
        return this;
    }

    /// The acknowledgment number of the header.
    public TestSegment acknowledgment(long number) {
        acknowledgment = (int) number;
        return this;
    }

    /// The window of the header.
    public TestSegment window(int value) {
        window = value;
        return this;
    }

    /// TTL or hop limit.
    public TestSegment ttl(int value) {
        ttl = value;
        return this;
    }

    /// The byte with DSCP and ECN.
    public TestSegment trafficClass(int value) {
        trafficClass = value;
        return this;
    }

    /// The IPv4 identification.
    public TestSegment ipId(int value) {
        ipId = value;
        return this;
    }

    /// Whether DF is set.
    public TestSegment dontFragment(boolean value) {
        dontFragment = value;
        return this;
    }

    /// A fragment: the offset in units of eight bytes, and whether more follow.
    public TestSegment fragment(int offset, boolean more) {
        fragment = offset | (more ? 0x2000 : 0);
        dontFragment = false;
        return this;
    }

    /// IPv4 options, a multiple of four bytes.
    public TestSegment ipOptions(byte[] bytes) {
        ipOptions = bytes.clone();
        return this;
    }

    /// TCP options, a multiple of four bytes.
    public TestSegment options(byte[] bytes) {
        options = bytes.clone();
        return this;
    }

    /// The timestamp option as Linux writes it: NOP, NOP, kind 8.
    public TestSegment timestamps(long value, long echo) {
        return options(new Bytes().u32(0x0101080a).u32(value).u32(echo).toArray());
    }

    /// Payload of bytes.
    public TestSegment payload(byte[] bytes) {
        payload = bytes.clone();
        return this;
    }

    /// Payload of ASCII characters.
    public TestSegment payload(String text) {
        return payload(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Payload of so many bytes of no meaning.
    public TestSegment payload(int length) {
        return payload(".".repeat(length));
    }

    /// The TCP header with its payload.
    public byte[] tcp() {
        return new Bytes()
                .u16(sourcePort)
                .u16(destinationPort)
                .u32(sequence)
                .u32(acknowledgment)
                .u8(((20 + options.length) / 4) << 4)
                .u8(flags)
                .u16(window)
                .u32(0)
                .add(options)
                .add(payload)
                .toArray();
    }

    /// The IP packet.
    public byte[] ip() {
        return ip(TCP, tcp());
    }

    /// An IP packet with these addresses that carries something else.
    public byte[] ip(int protocol, byte[] content) {
        return source.length == 4 ? ipv4(protocol, content) : ipv6(protocol, content);
    }

    /// The IP packet in an Ethernet frame.
    public byte[] ethernet() {
        return ethernet(ip());
    }

    /// An Ethernet frame around an IP packet of this segment's version.
    public byte[] ethernet(byte[] ip) {
        return new Bytes()
                .add(Bytes.hex("02 00 5e 00 53 02 02 00 5e 00 53 01"))
                .u16(etherType())
                .add(ip)
                .toArray();
    }

    /// The EtherType of its IP version.
    public int etherType() {
        return source.length == 4 ? 0x0800 : 0x86dd;
    }

    private byte[] ipv4(int protocol, byte[] content) {
        int header = 20 + ipOptions.length;
        return new Bytes()
                .u8(0x40 | (header / 4))
                .u8(trafficClass)
                .u16(header + content.length)
                .u16(ipId)
                .u16(fragment | (dontFragment ? 0x4000 : 0))
                .u8(ttl)
                .u8(protocol)
                .u16(0)
                .add(source)
                .add(destination)
                .add(ipOptions)
                .add(content)
                .toArray();
    }

    private byte[] ipv6(int protocol, byte[] content) {
        return new Bytes()
                .u32(0x60000000L | ((long) trafficClass << 20))
                .u16(content.length)
                .u8(protocol)
                .u8(ttl)
                .add(source)
                .add(destination)
                .add(content)
                .toArray();
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address", e);
        }
    }
}
