package dev.finwait.capture.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Several captures as one, always the packet with the earliest time next. A file is opened when its first packet is
/// due, so that of rotated captures only one or two are open at a time.
final class MergedPackets implements PacketStream {
    /// Of equal times, what was named first comes first.
    private static final Comparator<MergedCapture> BY_TIME =
            Comparator.comparingLong(MergedCapture::nanos).thenComparingInt(MergedCapture::place);

    private final PriorityQueue<MergedCapture> later = new PriorityQueue<>(BY_TIME);
    private final PriorityQueue<MergedCapture> open = new PriorityQueue<>(BY_TIME);
    /// The one whose packet was handed out, which stays valid until the next call.
    private @Nullable MergedCapture current;

    private long bytesOfClosed;

    private MergedPackets() {}

    static MergedPackets of(List<Path> files, CaptureOpener opener, SkipCounts skips) throws IOException {
        MergedPackets merged = new MergedPackets();
        List<MergedCapture> streams = new ArrayList<>();
        try {
            for (Path file : files) {
                MergedCapture capture = new MergedCapture(file, merged.later.size() + streams.size(), opener, skips);
                if (CaptureFiles.isStream(file)) {
                    streams.add(capture);
                    capture.open();
                } else {
                    capture.peek();
                    merged.later.add(capture);
                }
            }
            for (MergedCapture stream : streams) {
                merged.start(stream);
            }
        } catch (IOException | RuntimeException e) {
            for (MergedCapture stream : streams) {
                stream.close();
            }
            throw e;
        }
        return merged;
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        if (current != null && !current.advance()) {
            bytesOfClosed += current.bytesRead();
            current.close();
            current = null;
        }
        MergedCapture earliest = earliest();
        while (!later.isEmpty() && (earliest == null || later.peek().nanos() <= earliest.nanos())) {
            MergedCapture due = later.remove();
            due.open();
            start(due);
            earliest = earliest();
        }
        if (earliest == null) {
            return false;
        }
        if (earliest != current) {
            if (current != null) {
                open.add(current);
            }
            open.remove(earliest);
            current = earliest;
        }
        packet.copyFrom(earliest.packet());
        return true;
    }

    private @Nullable MergedCapture earliest() {
        MergedCapture other = open.peek();
        if (current == null || other == null) {
            return current == null ? other : current;
        }
        return BY_TIME.compare(other, current) < 0 ? other : current;
    }

    private void start(MergedCapture capture) throws IOException {
        if (capture.advance()) {
            open.add(capture);
        } else {
            bytesOfClosed += capture.bytesRead();
            capture.close();
        }
    }

    @Override
    public boolean waits() throws IOException {
        return current != null && current.waits();
    }

    @Override
    public long bytesRead() {
        long sum = bytesOfClosed + (current == null ? 0 : current.bytesRead());
        for (MergedCapture capture : open) {
            sum += capture.bytesRead();
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
        for (MergedCapture capture : open) {
            capture.close();
        }
    }
}
