package dev.finwait.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.RandomTraffic;
import dev.finwait.capture.TestCapture;
import dev.finwait.capture.TestSegment;
import dev.finwait.capture.file.CaptureFiles;
import dev.finwait.capture.file.SkipCounts;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Moment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From captures to batches.
@Timeout(120)
final class SegmentSourceTest {
    private static final List<Path> STANDARD_INPUT = List.of(Path.of("-"));

    private final SkipCounts skips = new SkipCounts();

    @TempDir
    private Path folder;

    private SegmentSource file(byte[] capture) throws IOException {
        Path file = Files.write(folder.resolve("capture"), capture);
        return new SegmentSource(CaptureFiles.open(List.of(file), InputStream.nullInputStream(), skips), skips);
    }

    private SegmentSource source(InputStream input) throws IOException {
        return new SegmentSource(CaptureFiles.open(STANDARD_INPUT, input, skips), skips);
    }

    @Test
    void countersCoverSegmentsAndSkippedPackets() throws IOException {
        TestSegment segment = new TestSegment("192.0.2.1", 40_000, "198.51.100.7", 443);
        byte[] capture = new TestCapture()
                .add(50, new byte[60])
                .add(70, segment)
                .add(60, segment.ethernet(), 1500)
                .pcap();
        try (SegmentSource source = file(capture)) {
            SegmentBatch batch = source.newBatch(10);

            assertThat(source.fill(batch)).isFalse();
            assertThat(batch.size).isEqualTo(2);
            assertThat(batch.packets).startsWith(2, 3);
            assertThat(source.packets()).isEqualTo(3);
            assertThat(source.bytes()).isEqualTo(60 + 54 + 1500);
            assertThat(source.first()).isEqualTo(new Moment(50, 1));
            assertThat(source.last()).isEqualTo(new Moment(70, 2));
            assertThat(source.skips().byId()).containsOnlyKeys("not-ip");
            assertThat(source.progress()).isEqualTo(new SegmentSource.Progress(capture.length, 3));
            assertThat(source.firstFragments()).isZero();
        }
    }

    @Test
    void batchesAreFullUntilTheLast() throws IOException {
        byte[] capture = new RandomTraffic(1).capture(25).pcap();
        try (SegmentSource source = file(capture)) {
            SegmentBatch batch = source.newBatch(10);

            assertThat(source.fill(batch)).isTrue();
            assertThat(batch.size).isEqualTo(10);
            assertThat(source.fill(batch)).isTrue();
            assertThat(batch.size).isEqualTo(10);
            assertThat(source.fill(batch)).isFalse();
            assertThat(batch.size).isEqualTo(5);
        }
    }

    @Test
    void whatHasComeIsHandedOnWhileTheWriterMakesAPause() throws IOException {
        RandomTraffic traffic = new RandomTraffic(1);
        byte[] first = traffic.capture(3).pcap();
        byte[] later = traffic.capture(2).pcap();
        PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(writer, 1 << 16);
        writer.write(first);
        // The half of a packet's header
        writer.write(later, 24, 8);
        try (SegmentSource source = source(pipe)) {
            SegmentBatch batch = source.newBatch(100);

            assertThat(source.fill(batch)).isTrue();
            assertThat(batch.size).isEqualTo(3);
            writer.write(later, 32, later.length - 32);
            assertThat(source.fill(batch)).isTrue();
            assertThat(batch.size).isEqualTo(2);
            writer.close();
            assertThat(source.fill(batch)).isFalse();
        }
    }

    @Test
    void compressedStreamsAreHandedOnAsWell() throws IOException {
        RandomTraffic traffic = new RandomTraffic(1);
        PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(writer, 1 << 16);
        OutputStream gzip = new GZIPOutputStream(writer, true);
        gzip.write(traffic.capture(3).pcap());
        gzip.flush();
        try (SegmentSource source = source(pipe)) {
            SegmentBatch batch = source.newBatch(100);

            assertThat(source.fill(batch)).isTrue();
            assertThat(batch.size).isEqualTo(3);
            gzip.close();
            assertThat(source.fill(batch)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPacketIsASegmentOrCountedOnceWhateverIsWrongWithIt(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] capture = new RandomTraffic(seed).capture(400).pcap();
        int flips = 1 << random.nextInt(10);
        for (int i = 0; i < flips; i++) {
            capture[24 + random.nextInt(capture.length - 24)] = (byte) random.nextInt();
        }
        int length = 24 + random.nextInt(capture.length - 24);
        DecodedCapture decoded = DecodedCapture.of(Arrays.copyOf(capture, length));

        long skipped = decoded.skipped().entrySet().stream()
                .filter(each -> !List.of("unknown-block", "truncated-file", "damaged-file")
                        .contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(decoded.packets()).isEqualTo(decoded.lines().size() + skipped);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void piecesInWhichAStreamComesDoNotMatter(long seed) throws IOException {
        byte[] capture = new RandomTraffic(seed).capture(300).pcap();
        Random random = new Random(seed);
        try (SegmentSource source = source(new ByteArrayInputStream(capture) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(40)));
            }

            @Override
            public synchronized int available() {
                return random.nextBoolean() ? 0 : super.available();
            }
        })) {
            SegmentBatch batch = source.newBatch(50);
            Bytes numbers = new Bytes();
            boolean more = true;
            while (more) {
                more = source.fill(batch);
                for (int row = 0; row < batch.size; row++) {
                    numbers.u16((int) batch.packets[row]);
                }
            }

            assertThat(numbers.size()).isEqualTo(2 * 300);
            assertThat(source.skips().byId()).isEmpty();
        }
    }
}
