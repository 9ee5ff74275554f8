package dev.finwait.capture.decode;

import dev.finwait.capture.file.CaptureFiles;
import dev.finwait.capture.file.SkipCounts;
import dev.finwait.capture.segment.SegmentBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All that a capture came to.
///
/// @param lines its segments, as [Decoded#line] has them
/// @param packets how many packets there were
/// @param skipped what was left out
record DecodedCapture(List<String> lines, long packets, Map<String, Long> skipped) {
    /// Reads files.
    static DecodedCapture of(List<Path> files) throws IOException {
        return read(files, InputStream.nullInputStream());
    }

    /// Reads bytes as if they came through standard input.
    static DecodedCapture of(byte[] capture) throws IOException {
        return read(List.of(Path.of("-")), new ByteArrayInputStream(capture));
    }

    private static DecodedCapture read(List<Path> files, InputStream standardInput) throws IOException {
        SkipCounts skips = new SkipCounts();
        List<String> lines = new ArrayList<>();
        try (SegmentSource source = new SegmentSource(CaptureFiles.open(files, standardInput, skips), skips)) {
            SegmentBatch batch = source.newBatch(100);
            boolean more = true;
            while (more) {
                more = source.fill(batch);
                for (int row = 0; row < batch.size; row++) {
                    lines.add(Decoded.line(batch, row));
                }
            }
            return new DecodedCapture(lines, source.packets(), skips.byId());
        }
    }
}
