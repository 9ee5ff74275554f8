package dev.finwait.capture.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The packets of a pcapng file, draft-ietf-opsawg-pcapng: blocks with a type and a length, in sections that may each
/// have another byte order, from interfaces that may each have another link type and clock.
final class PcapngReader implements PacketStream {
    /// More interfaces than any host has, and few enough that a hostile file cannot use up the memory.
    static final int MOST_INTERFACES = 1 << 16;

    private final Window window;
    private final SkipCounts skips;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private Fields headers;
    /// What is left of the block of the latest packet.
    private long rest;

    private boolean ended;

    /// Reads from the first section header on.
    PcapngReader(Window window, SkipCounts skips) {
        this.window = window;
        this.skips = skips;
        headers = new Fields(window.bytes, false);
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        while (!ended) {
            if (!window.skip(rest)) {
                return end(true);
            }
            rest = 0;
            if (!window.has(PcapngBlock.HEADER)) {
                return end(window.buffered() > 0);
            }
            if (read(packet)) {
                return true;
            }
        }
        return false;
    }

    private boolean read(Packet packet) throws IOException {
        int type = headers.int32(window.position);
        if (type == PcapngBlock.SECTION && !startSection()) {
            return false;
        }
        rest = headers.u32(window.position + PcapngBlock.LENGTH);
        if (rest < PcapngBlock.SHORTEST) {
            skips.add(Skip.DAMAGED_FILE);
            return end(false);
        }
        switch (type) {
            case PcapngBlock.ENHANCED_PACKET, PcapngBlock.OLD_PACKET -> {
                return readPacket(type, packet);
            }
            case PcapngBlock.SIMPLE_PACKET -> {
                return readSimplePacket(packet);
            }
            case PcapngBlock.INTERFACE -> addInterface();
            default -> {
                if (!PcapngBlock.isKnown(type)) {
                    skips.add(Skip.UNKNOWN_BLOCK);
                }
            }
        }
        return false;
    }

    private boolean startSection() throws IOException {
        if (!window.has(PcapngBlock.SHORTEST)) {
            return end(true);
        }
        int magic = Octets.int32(window.bytes, window.position + PcapngBlock.BYTE_ORDER);
        if (magic != PcapngBlock.BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != PcapngBlock.BYTE_ORDER_MAGIC) {
            skips.add(Skip.DAMAGED_FILE);
            return end(false);
        }
        headers = new Fields(window.bytes, magic != PcapngBlock.BYTE_ORDER_MAGIC);
        interfaces.clear();
        return true;
    }

    private void addInterface() throws IOException {
        int length = (int) Math.min(rest, Window.LONGEST);
        if (!window.has(length)) {
            end(true);
        } else if (length < PcapngInterface.SHORTEST || interfaces.size() == MOST_INTERFACES) {
            skips.add(Skip.DAMAGED_FILE);
        } else {
            interfaces.add(PcapngInterface.of(headers, window.position, length));
        }
    }

    private boolean readPacket(int type, Packet packet) throws IOException {
        if (rest < PcapngBlock.DATA + PcapngBlock.TRAILER) {
            return passOver();
        }
        if (!window.has(PcapngBlock.DATA)) {
            return end(true);
        }
        int captured = headers.int32(window.position + PcapngBlock.CAPTURED);
        if (captured < 0 || captured > Packet.LONGEST || captured > rest - PcapngBlock.DATA - PcapngBlock.TRAILER) {
            return passOver();
        }
        if (!window.has(PcapngBlock.DATA + captured)) {
            return end(true);
        }
        int header = window.position;
        int of = type == PcapngBlock.OLD_PACKET
                ? headers.u16(header + PcapngBlock.INTERFACE_ID)
                : headers.int32(header + PcapngBlock.INTERFACE_ID);
        long ticks =
                (headers.u32(header + PcapngBlock.TIME) << Integer.SIZE) | headers.u32(header + PcapngBlock.TIME_LOW);
        PcapngInterface source = of >= 0 && of < interfaces.size() ? interfaces.get(of) : PcapngInterface.UNKNOWN;
        packet.nanos = source.time().nanos(ticks);
        packet.linkType = source.linkType();
        take(packet, PcapngBlock.DATA, captured, headers.int32(header + PcapngBlock.WIRE));
        return true;
    }

    /// A simple packet has no time: that of the one before stays.
    private boolean readSimplePacket(Packet packet) throws IOException {
        if (rest < PcapngBlock.SIMPLE_DATA + PcapngBlock.TRAILER) {
            return passOver();
        }
        if (!window.has(PcapngBlock.SIMPLE_DATA)) {
            return end(true);
        }
        PcapngInterface source = interfaces.isEmpty() ? PcapngInterface.UNKNOWN : interfaces.get(0);
        int wire = headers.int32(window.position + PcapngBlock.SIMPLE_WIRE);
        long room = Math.min(rest - PcapngBlock.SIMPLE_DATA - PcapngBlock.TRAILER, source.snapLength());
        long captured = Math.min(Integer.toUnsignedLong(wire), room);
        if (captured > Packet.LONGEST) {
            return passOver();
        }
        if (!window.has(PcapngBlock.SIMPLE_DATA + (int) captured)) {
            return end(true);
        }
        packet.linkType = source.linkType();
        take(packet, PcapngBlock.SIMPLE_DATA, (int) captured, wire);
        return true;
    }

    private void take(Packet packet, int data, int captured, int wire) {
        packet.bytes = window.bytes;
        packet.start = window.position + data;
        packet.captured = captured;
        packet.wireLength = Math.max(captured, wire);
        window.position = packet.start + captured;
        rest -= data + captured;
    }

    private boolean passOver() {
        skips.add(Skip.DAMAGED_FILE);
        return false;
    }

    private boolean end(boolean inTheMiddle) {
        if (inTheMiddle || !window.isSound()) {
            skips.add(Skip.TRUNCATED_FILE);
        }
        ended = true;
        return false;
    }

    @Override
    public boolean waits() throws IOException {
        return window.buffered() < rest + length() && window.waits();
    }

    /// How long the next block is, as far as that can be seen.
    private long length() {
        return window.buffered() < rest + PcapngBlock.HEADER
                ? PcapngBlock.HEADER
                : headers.u32(window.position + (int) rest + PcapngBlock.LENGTH);
    }

    @Override
    public long bytesRead() {
        return window.bytesRead();
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
