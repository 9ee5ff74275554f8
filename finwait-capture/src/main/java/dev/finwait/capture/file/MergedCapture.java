package dev.finwait.capture.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One of several captures that are read as one: not opened yet, or at one of its packets.
final class MergedCapture {
    private final Path file;
    private final int place;
    private final CaptureOpener opener;
    private final SkipCounts skips;
    private final Packet packet = new Packet();
    private @Nullable PacketStream stream;

    MergedCapture(Path file, int place, CaptureOpener opener, SkipCounts skips) {
        this.file = file;
        this.place = place;
        this.opener = opener;
        this.skips = skips;
    }

    /// Finds out the time of its first packet. A file without one counts as the earliest.
    void peek() throws IOException {
        try (PacketStream peeked = opener.open(file, new SkipCounts())) {
            if (!peeked.next(packet)) {
                packet.nanos = Long.MIN_VALUE;
            }
        }
    }

    void open() throws IOException {
        stream = opener.open(file, skips);
    }

    /// Goes to the next packet.
    ///
    /// @return whether there is one
    boolean advance() throws IOException {
        return stream != null && stream.next(packet);
    }

    /// The time of its packet; that of the first before it is opened.
    long nanos() {
        return packet.nanos;
    }

    /// Its place among the files.
    int place() {
        return place;
    }

    Packet packet() {
        return packet;
    }

    boolean waits() throws IOException {
        return stream != null && stream.waits();
    }

    long bytesRead() {
        return stream == null ? 0 : stream.bytesRead();
    }

    void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
