package dev.finwait.capture.decode;

import dev.finwait.capture.file.Packet;
import dev.finwait.capture.file.PacketStream;
import dev.finwait.capture.file.Skip;
import dev.finwait.capture.file.SkipCounts;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Moment;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The TCP segments of captures, in batches. Packets are numbered from 1 in the order in which they come, skipped ones
/// too, through all files.
///
/// For one thread, but for [#progress()], which any thread may ask.
public final class SegmentSource implements Closeable {
    /// A batch is handed on after so many packets even if it is nearly empty, so that progress shows.
    private static final int MOST_PACKETS = 1 << 16;

    private final PacketStream packets;
    private final SkipCounts skips;
    private final Decoder decoder = new Decoder();
    private final Packet packet = new Packet();
    private long count;
    private long bytes;
    private @Nullable Moment first;
    private long lastNanos = Long.MIN_VALUE;
    private long lastPacket;
    private volatile Progress progress = new Progress(0, 0);

    /// How far the reading is.
    ///
    /// @param bytesRead bytes as they lie in the files
    /// @param packets packets, decoded or skipped
    public record Progress(long bytesRead, long packets) {}

    /// Takes over a stream.
    ///
    /// @param packets the packets
    /// @param skips where the stream counts what it leaves out, and this too
    public SegmentSource(PacketStream packets, SkipCounts skips) {
        this.packets = packets;
        this.skips = skips;
    }

    /// Makes a batch that this source can fill.
    ///
    /// @param capacity how many segments fit
    /// @return an empty one
    public SegmentBatch newBatch(int capacity) {
        return new SegmentBatch(capacity, decoder.tunnelNames());
    }

    /// Fills a batch: until it is full, or the captures are at their end, or whoever writes them makes a pause.
    ///
    /// @param batch one of [#newBatch]; what it held is forgotten
    /// @return whether there may be more; false at the end, when the batch may still hold the last segments
    /// @throws IOException if a file cannot be read on
    public boolean fill(SegmentBatch batch) throws IOException {
        batch.clear();
        boolean more = true;
        for (int i = 0; i < MOST_PACKETS && more && !batch.isFull() && !isWorthHandingOn(batch); i++) {
            more = packets.next(packet);
            if (more) {
                add(batch);
            }
        }
        progress = new Progress(packets.bytesRead(), count);
        return more;
    }

    /// What has come so far should not wait for what comes later.
    private boolean isWorthHandingOn(SegmentBatch batch) throws IOException {
        return batch.size > 0 && packets.waits();
    }

    private void add(SegmentBatch batch) {
        count++;
        bytes += packet.wireLength;
        if (packet.nanos > lastNanos) {
            lastNanos = packet.nanos;
            lastPacket = count;
        }
        if (first == null) {
            first = new Moment(packet.nanos, count);
        }
        Skip skip = decoder.decode(packet, count, batch);
        if (skip != null) {
            skips.add(skip);
        }
    }

    /// How far the reading is, as of the latest batch.
    ///
    /// @return a moment's state
    public Progress progress() {
        return progress;
    }

    /// Packets so far, decoded or skipped.
    ///
    /// @return how many
    public long packets() {
        return count;
    }

    /// Bytes that the packets so far had on the wire.
    ///
    /// @return bytes
    public long bytes() {
        return bytes;
    }

    /// The first packet.
    ///
    /// @return when it was; null before there was one
    public @Nullable Moment first() {
        return first;
    }

    /// The packet with the latest time so far.
    ///
    /// @return when it was; null before there was one
    public @Nullable Moment last() {
        return count == 0 ? null : new Moment(lastNanos, lastPacket);
    }

    /// How many segments were first fragments, whose payload is longer than could be seen.
    ///
    /// @return how many so far
    public long firstFragments() {
        return decoder.firstFragments();
    }

    /// What was left out so far.
    ///
    /// @return counts, which go on
    public SkipCounts skips() {
        return skips;
    }

    @Override
    public void close() throws IOException {
        packets.close();
    }
}
