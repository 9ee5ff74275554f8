package dev.finwait.capture;

import java.nio.ByteOrder;

/// Writes the blocks of a pcapng file, also such as no program writes.
///
/// Not thread-safe.
public final class PcapngWriter {
    private final Bytes file = new Bytes();
    private final ByteOrder order;

    /// In a byte order.
    public PcapngWriter(ByteOrder order) {
        this.order = order;
    }

    /// Starts a section of unknown length.
    public PcapngWriter section() {
        return block(0x0a0d0d0a, bytes().u32(0x1a2b3c4d).u16(1).u16(0).u64(-1));
    }

    /// Describes an interface with microseconds.
    public PcapngWriter interfaceOf(int linkType) {
        return block(1, bytes().u16(linkType).u16(0).u32(0));
    }

    /// Describes an interface with if_tsresol.
    public PcapngWriter interfaceWith(int linkType, int resolution) {
        return block(
                1,
                bytes().u16(linkType)
                        .u16(0)
                        .u32(0)
                        .u16(9)
                        .u16(1)
                        .u8(resolution)
                        .zeros(3)
                        .u32(0));
    }

    /// An enhanced packet block.
    public PcapngWriter packet(int interfaceId, long ticks, byte[] data, int captured, int wireLength) {
        return block(
                6,
                bytes().u32(interfaceId)
                        .u32(ticks >>> 32)
                        .u32(ticks)
                        .u32(captured)
                        .u32(wireLength)
                        .add(data, captured));
    }

    /// Any block: its type and what is between its lengths; padded to four bytes.
    public PcapngWriter block(int type, Bytes content) {
        content.zeros((4 - content.size() % 4) % 4);
        int length = content.size() + 12;
        file.add(
                bytes().u32(type).u32(length).add(content.toArray()).u32(length).toArray());
        return this;
    }

    /// Bytes in this file's order.
    public Bytes bytes() {
        return new Bytes(order);
    }

    /// All blocks so far.
    public byte[] toArray() {
        return file.toArray();
    }
}
