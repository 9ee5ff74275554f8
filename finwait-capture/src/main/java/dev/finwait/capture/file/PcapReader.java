package dev.finwait.capture.file;

import java.io.IOException;

/// The packets of a pcap file, draft-ietf-opsawg-pcap: one link type, and before each packet a header of four numbers.
final class PcapReader implements PacketStream {
    static final int FILE_HEADER = 24;

    private static final long SECOND = 1_000_000_000;

    private final Window window;
    private final SkipCounts skips;
    private final PcapLayout layout;
    private final Fields headers;
    private final PcapSearch search;
    private boolean ended;

    /// Reads on behind the file's header.
    PcapReader(Window window, PcapLayout layout, SkipCounts skips) {
        this.window = window;
        this.layout = layout;
        this.skips = skips;
        headers = new Fields(window.bytes, layout.little());
        search = new PcapSearch(window, headers, layout);
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        while (!ended) {
            if (!window.has(layout.packetHeader())) {
                return end(window.buffered() > 0);
            }
            int captured = headers.int32(window.position + PcapLayout.CAPTURED);
            if (captured < 0 || captured > Packet.LONGEST) {
                skips.add(Skip.DAMAGED_FILE);
                ended = !search.findPacket(packet.nanos);
            } else if (!window.has(layout.packetHeader() + captured)) {
                return end(true);
            } else {
                take(packet, captured);
                return true;
            }
        }
        return false;
    }

    private void take(Packet packet, int captured) {
        int header = window.position;
        packet.bytes = window.bytes;
        packet.start = header + layout.packetHeader();
        packet.captured = captured;
        packet.wireLength = Math.max(captured, headers.int32(header + PcapLayout.WIRE));
        packet.nanos =
                headers.u32(header) * SECOND + headers.u32(header + PcapLayout.FRACTION) * layout.nanosPerFraction();
        packet.linkType = layout.linkType();
        window.position = packet.start + captured;
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
        return !hasWholePacket() && window.waits();
    }

    private boolean hasWholePacket() {
        int header = layout.packetHeader();
        return window.buffered() >= header
                && window.buffered() - header >= headers.int32(window.position + PcapLayout.CAPTURED);
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
