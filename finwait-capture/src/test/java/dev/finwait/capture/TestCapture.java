package dev.finwait.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A capture that a test writes itself, packet by packet.
///
///     new TestCapture()
///             .add(1_000, new TestSegment("192.0.2.1", 40000, "198.51.100.7", 443).syn().sequence(99))
///             .write(folder.resolve("one.pcap"));
///
/// Not thread-safe.
public final class TestCapture {
    /// The link type of Ethernet.
    public static final int ETHERNET = 1;

    private static final class Packet {
        final long nanos;
        final byte[] bytes;
        final int wireLength;

        Packet(long nanos, byte[] bytes, int wireLength) {
            this.nanos = nanos;
            this.bytes = bytes;
            this.wireLength = wireLength;
        }
    }

    private final int linkType;
    private final List<Packet> packets = new ArrayList<>();
    private int snapLength = 262_144;

    /// A capture of Ethernet.
    public TestCapture() {
        this(ETHERNET);
    }

    /// A capture of another link type, a number of the tcpdump group's list.
    public TestCapture(int linkType) {
        this.linkType = linkType;
    }

    /// Cuts the packets that are added from now on to so many bytes.
    public TestCapture snapLength(int bytes) {
        snapLength = bytes;
        return this;
    }

    /// Adds a segment in an Ethernet frame.
    ///
    /// @param nanos nanoseconds since 1970
    /// @param segment the segment
    public TestCapture add(long nanos, TestSegment segment) {
        return add(nanos, segment.ethernet());
    }

    /// Adds a packet as it is on the link.
    public TestCapture add(long nanos, byte[] packet) {
        return add(nanos, packet, packet.length);
    }

    /// Adds a packet that was longer on the wire than what there is of it.
    public TestCapture add(long nanos, byte[] packet, int wireLength) {
        packets.add(new Packet(nanos, packet.clone(), wireLength));
        return this;
    }

    /// The capture as a pcap file with nanoseconds, little endian.
    public byte[] pcap() {
        return pcap(ByteOrder.LITTLE_ENDIAN, true);
    }

    /// The capture as a pcap file.
    ///
    /// @param order the byte order of its headers
    /// @param nanoseconds whether it has nanoseconds, or else microseconds
    public byte[] pcap(ByteOrder order, boolean nanoseconds) {
        Bytes file = new Bytes(order)
                .u32(nanoseconds ? 0xa1b23c4dL : 0xa1b2c3d4L)
                .u16(2)
                .u16(4)
                .zeros(8)
                .u32(snapLength)
                .u32(linkType);
        for (Packet packet : packets) {
            int captured = Math.min(packet.bytes.length, snapLength);
            file.u32(packet.nanos / 1_000_000_000)
                    .u32(packet.nanos % 1_000_000_000 / (nanoseconds ? 1 : 1000))
                    .u32(captured)
                    .u32(packet.wireLength)
                    .add(packet.bytes, captured);
        }
        return file.toArray();
    }

    /// The capture as a pcapng file of one section and one interface.
    ///
    /// @param order the byte order of the section
    /// @param resolution the byte of if_tsresol: 9 for nanoseconds
    /// @param ticksPerSecond what that byte means
    public byte[] pcapng(ByteOrder order, int resolution, long ticksPerSecond) {
        PcapngWriter file = new PcapngWriter(order).section();
        file.interfaceWith(linkType, resolution);
        for (Packet packet : packets) {
            long seconds = packet.nanos / 1_000_000_000;
            long ticks =
                    seconds * ticksPerSecond + (long) Math.floor(packet.nanos % 1_000_000_000 * (ticksPerSecond / 1e9));
            file.packet(0, ticks, packet.bytes, Math.min(packet.bytes.length, snapLength), packet.wireLength);
        }
        return file.toArray();
    }

    /// Writes the capture as [#pcap()] does.
    ///
    /// @return the file
    public Path write(Path file) throws IOException {
        return Files.write(file, pcap());
    }
}
