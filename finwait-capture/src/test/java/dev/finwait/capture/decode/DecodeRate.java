package dev.finwait.capture.decode;

import dev.finwait.capture.file.CaptureFiles;
import dev.finwait.capture.file.SkipCounts;
import dev.finwait.capture.segment.SegmentBatch;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Measures how fast captures are decoded, without anybody who takes the segments: run by hand, with the rounds and the
/// files. Prints for each round what it took of time and of the process's CPU, the first one with all that the JVM had
/// to compile.
public final class DecodeRate {
    private static final int CAPACITY = 2048;

    private DecodeRate() {}

    /// Reads the captures some times.
    ///
    /// @param arguments how many times, and the files
    /// @throws IOException if one cannot be read
    public static void main(String[] arguments) throws IOException {
        List<Path> files = List.of(arguments).stream().skip(1).map(Path::of).toList();
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            measure(files);
        }
    }

    private static void measure(List<Path> files) throws IOException {
        long start = System.nanoTime();
        long startOfCpu = cpu();
        SkipCounts skips = new SkipCounts();
        try (SegmentSource source =
                new SegmentSource(CaptureFiles.open(files, new FileInputStream(FileDescriptor.in), skips), skips)) {
            SegmentBatch batch = source.newBatch(CAPACITY);
            long segments = 0;
            boolean more = true;
            while (more) {
                more = source.fill(batch);
                segments += batch.size;
            }
            long cpu = cpu() - startOfCpu;
            long nanos = System.nanoTime() - start;
            System.out.printf(
                    "%.3f s, %.3f s of CPU, %d packets, %.1f ns each, %.2f GB/s; %d segments, skipped %s%n",
                    nanos / 1e9,
                    cpu / 1e9,
                    source.packets(),
                    (double) nanos / Math.max(1, source.packets()),
                    (double) source.progress().bytesRead() / nanos,
                    segments,
                    skips.byId());
        }
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
