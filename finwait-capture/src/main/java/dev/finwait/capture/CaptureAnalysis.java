package dev.finwait.capture;

import dev.finwait.capture.decode.SegmentSource;
import dev.finwait.capture.file.CaptureFiles;
import dev.finwait.capture.file.SkipCounts;
import dev.finwait.capture.flow.FlowCounts;
import dev.finwait.capture.flow.FlowListener;
import dev.finwait.capture.flow.Flows;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.Segment;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads captures, follows their connections, and tells those that were reset. This is the door of the
/// module.
///
///     CaptureSummary summary = CaptureAnalysis.run(
///     List.of(Path.of("f.pcap")), CaptureOptions.DEFAULT, facts ->
///     System.out.println(facts.server()));
///
/// Two threads work: one reads and decodes, the caller's follows connections and calls the listener.
public final class CaptureAnalysis {
    /// How often a silent stream is looked after, and progress told.
    private static final long TICK_MILLIS = 100;

    /// A stream whose packets are no older than this is one that is being captured: 60 s.
    private static final long LIVE_MILLIS = 60_000;

    /// Packets may lie so long in the buffers of whoever captures them: 1 s.
    private static final long BUFFERED_MILLIS = 1_000;

    private final CaptureListener listener;
    private final Choice choice;
    private final Flows flows;
    private final long totalBytes;
    private long ticked;

    private CaptureAnalysis(CaptureOptions options, CaptureListener listener, long totalBytes) {
        this.listener = listener;
        this.totalBytes = totalBytes;
        choice = new Choice(options);
        flows = new Flows(choice.flows(), new Telling(listener));
    }

    /// Reads captures to their end.
    ///
    /// @param files at least one, merged by time; `-` stands for standard input
    /// @param options what is looked at
    /// @param listener is told, by the calling thread
    /// @return what was read in all
    /// @throws IOException if a file is no capture or cannot be read; the message is one line for the
    /// user
    public static CaptureSummary run(List<Path> files, CaptureOptions options, CaptureListener listener)
            throws IOException {
        return run(files, new FileInputStream(FileDescriptor.in), options, listener);
    }

    /// Reads captures to their end.
    ///
    /// @param files at least one, merged by time; `-` stands for the stream
    /// @param standardInput the stream
    /// @param options what is looked at
    /// @param listener is told, by the calling thread
    /// @return what was read in all
    /// @throws IOException if a file is no capture or cannot be read; the message is one line for the
    /// user
    public static CaptureSummary run(
            List<Path> files, InputStream standardInput, CaptureOptions options, CaptureListener listener)
            throws IOException {
        SkipCounts skips = new SkipCounts();
        SegmentSource source = new SegmentSource(CaptureFiles.open(files, standardInput, skips), skips);
        CaptureAnalysis analysis = new CaptureAnalysis(options, listener, CaptureFiles.totalBytes(files));
        try (Reading reading = new Reading(source)) {
            analysis.follow(reading, source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("the reading was interrupted").initCause(e);
        }
        return analysis.summary(source);
    }

    private void follow(Reading reading, SegmentSource source) throws IOException, InterruptedException {
        boolean any = false;
        long latest = System.currentTimeMillis();
        while (!reading.isOver()) {
            SegmentBatch batch = reading.next(TICK_MILLIS);
            long now = System.currentTimeMillis();
            if (batch == null) {
                silence(now, latest);
            } else {
                latest = now;
                if (!any && batch.size > 0) {
                    any = true;
                    choice.begin(batch.nanos[0]);
                }
                flows.accept(batch);
                reading.recycle(batch);
            }
            progress(source, now);
        }
        flows.finish();
    }

    /// On a stream that is being captured, time passes also without packets. A file, or a stream of an
    /// old one, only stalls.
    private void silence(long now, long latest) {
        boolean live = totalBytes < 0 && Math.abs(now - flows.now() / 1_000_000) < LIVE_MILLIS;
        if (live && now - latest > BUFFERED_MILLIS) {
            flows.passed((now - latest - BUFFERED_MILLIS) * 1_000_000);
        }
    }

    private void progress(SegmentSource source, long now) {
        if (now - ticked >= TICK_MILLIS) {
            ticked = now;
            SegmentSource.Progress progress = source.progress();
            listener.progress(new CaptureProgress(
                    progress.bytesRead(), totalBytes, progress.packets(), flows.counts().connections));
        }
    }

    private CaptureSummary summary(SegmentSource source) {
        FlowCounts counts = flows.counts();
        Map<String, Long> skipped = new TreeMap<>(source.skips().byId());
        count(skipped, "duplicate", counts.duplicates);
        count(skipped, "other-pair", counts.otherPairs);
        count(skipped, "time-backwards", counts.backwards);
        return new CaptureSummary(
                source.packets(),
                source.bytes(),
                counts.connections,
                counts.resets,
                source.first(),
                source.last(),
                skipped,
                counts.evicted);
    }

    private static void count(Map<String, Long> skipped, String reason, long count) {
        if (count > 0) {
            skipped.merge(reason, count, Long::sum);
        }
    }

    /// Hands on what the flows tell.
    private static final class Telling implements FlowListener {
        private final CaptureListener listener;

        Telling(CaptureListener listener) {
            this.listener = listener;
        }

        @Override
        public void reset(ConnectionFacts facts) {
            listener.reset(facts);
        }

        @Override
        public void story(
                Endpoint client, Endpoint server, List<Segment> segments, long all, @Nullable ConnectionFacts facts) {
            listener.story(new ConnectionStory(client, server, segments, all, facts));
        }
    }
}
