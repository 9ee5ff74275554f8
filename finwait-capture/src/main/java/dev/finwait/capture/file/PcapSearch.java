package dev.finwait.capture.file;

import java.io.IOException;

/// Finds the next packet of a pcap file behind a place where none is. Such files come from disks that filled up, and
/// from two programs that wrote one file.
final class PcapSearch {
    private static final long DAY = 86_400_000_000_000L;
    private static final long SECOND = 1_000_000_000;

    private final Window window;
    private final Fields headers;
    private final PcapLayout layout;

    PcapSearch(Window window, Fields headers, PcapLayout layout) {
        this.window = window;
        this.headers = headers;
        this.layout = layout;
    }

    /// Moves the window to the next header that looks right and is followed by another one.
    ///
    /// @param nanos the time of the latest packet, which the next one is not far from; 0 if there was none
    /// @return whether there is one
    boolean findPacket(long nanos) throws IOException {
        do {
            window.position++;
        } while (window.has(layout.packetHeader()) && !(isHeader(window.position, nanos) && isFollowed(nanos)));
        return window.buffered() >= layout.packetHeader();
    }

    private boolean isFollowed(long nanos) throws IOException {
        int length = layout.packetHeader() + headers.int32(window.position + PcapLayout.CAPTURED);
        return window.has(length + layout.packetHeader()) && isHeader(window.position + length, nanos);
    }

    private boolean isHeader(int at, long nanos) {
        int captured = headers.int32(at + PcapLayout.CAPTURED);
        int wire = headers.int32(at + PcapLayout.WIRE);
        long fraction = headers.u32(at + PcapLayout.FRACTION) * layout.nanosPerFraction();
        long time = headers.u32(at) * SECOND + fraction;
        return captured > 0
                && captured <= Packet.LONGEST
                && wire >= captured
                && wire <= Packet.LONGEST
                && fraction < SECOND
                && (nanos == 0 || Math.abs(time - nanos) < DAY);
    }
}
