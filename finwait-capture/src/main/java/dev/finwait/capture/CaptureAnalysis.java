package dev.finwait.capture;

import dev.finwait.capture.decode.SegmentSource;
import dev.finwait.capture.file.CaptureFiles;
import dev.finwait.capture.file.SkipCounts;
import dev.finwait.capture.flow.FlowCounts;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads captures, follows their connections, and tells those that were reset. This is the door of the
/// module.
///
///     CaptureSummary summary = CaptureAnalysis.run(
///     List.of(Path.of("f.pcap")), CaptureOptions.DEFAULT, facts ->
///     System.out.println(facts.server()));
///
/// Three threads work: one reads and decodes, one follows connections, and the caller's calls the
/// listener.
public final class CaptureAnalysis {
    private CaptureAnalysis() {}

    /// Reads captures to their end.
    ///
    /// @param files at least one, merged by time; `-` stands for standard input
    /// @param options what is looked at
    /// @param listener is told, by the calling thread
    /// @return what was read in all
    /// @throws IOException if a file is no capture or cannot be read, or none of its packets can; the
    /// message is one line for the user
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
    /// @throws IOException if a file is no capture or cannot be read, or none of its packets can; the
    /// message is one line for the user
    public static CaptureSummary run(
            List<Path> files, InputStream standardInput, CaptureOptions options, CaptureListener listener)
            throws IOException {
        SkipCounts skips = new SkipCounts();
        SegmentSource source = new SegmentSource(CaptureFiles.open(files, standardInput, skips), skips);
        try (Reading reading = new Reading(source);
                Following following = new Following(reading, source, options, CaptureFiles.totalBytes(files))) {
            FlowCounts counts = following.tell(listener);
            Unreadable.check(files, source.packets(), source.skips());
            return summary(source, counts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("the reading was interrupted").initCause(e);
        }
    }

    private static CaptureSummary summary(SegmentSource source, FlowCounts counts) {
        Map<String, Long> skipped = new TreeMap<>(source.skips().byId());
        count(skipped, "duplicate", counts.duplicates);
        count(skipped, "filtered", counts.otherPairs);
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
}
