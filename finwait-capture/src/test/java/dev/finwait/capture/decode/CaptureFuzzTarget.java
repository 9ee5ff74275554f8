package dev.finwait.capture.decode;

import dev.finwait.capture.file.CaptureException;
import dev.finwait.capture.file.CaptureFiles;
import dev.finwait.capture.file.Skip;
import dev.finwait.capture.file.SkipCounts;
import dev.finwait.capture.segment.SegmentBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/// What a fuzzer calls with any bytes: reader and decoder as a whole, fed like standard input.
/// `finwait-capture/fuzz.sh`
/// runs Jazzer on it.
public final class CaptureFuzzTarget {
    private static final EnumSet<Skip> OF_FILES =
            EnumSet.of(Skip.UNKNOWN_BLOCK, Skip.TRUNCATED_FILE, Skip.DAMAGED_FILE);

    private CaptureFuzzTarget() {}

    /// Reads the bytes as a capture. That they are none is fine.
    ///
    /// @param data anything
    /// @throws IOException never, since nothing is read from outside
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        SkipCounts skips = new SkipCounts();
        try (SegmentSource source = new SegmentSource(
                CaptureFiles.open(List.of(Path.of("-")), new ByteArrayInputStream(data), skips), skips)) {
            SegmentBatch batch = source.newBatch(64);
            long segments = 0;
            boolean more = true;
            while (more) {
                more = source.fill(batch);
                segments += batch.size;
                checkRows(batch);
            }
            checkCounts(source, segments);
        } catch (CaptureException e) {
            if (e.getMessage().indexOf('\n') >= 0) {
                throw new AssertionError("the message has more than one line", e);
            }
        }
    }

    private static void checkRows(SegmentBatch batch) {
        for (int row = 0; row < batch.size; row++) {
            boolean http = batch.messages[row] != SegmentBatch.NO_MESSAGE && batch.messages[row] != SegmentBatch.TLS;
            if (http && (batch.headLengths[row] > batch.lengths[row] || batch.bodyLengths[row] < -1)) {
                throw new AssertionError("a head is longer than its payload, or a body shorter than nothing");
            }
            if (batch.lengths[row] < 0) {
                throw new AssertionError("a payload has less than no bytes");
            }
        }
    }

    private static void checkCounts(SegmentSource source, long segments) {
        long skipped = 0;
        for (Skip reason : EnumSet.complementOf(OF_FILES)) {
            skipped += source.skips().of(reason);
        }
        if (source.packets() != segments + skipped) {
            throw new AssertionError(
                    source.packets() + " packets are not " + segments + " segments and " + skipped + " skipped");
        }
    }
}
