package dev.finwait.capture.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.RandomTraffic;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Captures that are compressed.
final class CompressionTest {
    private final byte[] capture = new RandomTraffic(7).capture(20_000).pcap();

    private static byte[] gzip(byte[] bytes, int from, int to) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes, from, to - from);
        }
        return compressed.toByteArray();
    }

    private static byte[] zstd(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdOutputStream(compressed)) {
            zstd.write(bytes);
        }
        return compressed.toByteArray();
    }

    /// The decoder gives a frame's last bytes, as many as its window has, only when it has seen its end.
    private byte[] zstdFrames() throws IOException {
        Bytes frames = new Bytes();
        for (int from = 0; from < capture.length; from += 100_000) {
            frames.add(zstd(Arrays.copyOfRange(capture, from, Math.min(capture.length, from + 100_000))));
        }
        return frames.toArray();
    }

    @Test
    void gzipReadsAsIfItWerePlain() throws IOException {
        assertThat(ReadPackets.of(gzip(capture, 0, capture.length))).isEqualTo(ReadPackets.of(capture));
    }

    @Test
    void membersOfGzipFollowEachOtherAnywhere() throws IOException {
        Bytes members = new Bytes();
        for (int from = 0; from < capture.length; from += 77_777) {
            members.add(gzip(capture, from, Math.min(capture.length, from + 77_777)));
        }

        assertThat(ReadPackets.of(members.zeros(100).toArray())).isEqualTo(ReadPackets.of(capture));
    }

    @Test
    void gzipHeadersMayHoldNamesAndMore() throws IOException {
        byte[] plain = gzip(capture, 0, capture.length);
        // Flags: checksum, extra, name, comment
        byte[] named = new Bytes()
                .add(Bytes.hex("1f8b08 1e 00000000 00 03"))
                .add(Bytes.hex("0300 010203"))
                .add(Bytes.hex("6100"))
                .add(Bytes.hex("626300"))
                .add(Bytes.hex("0000"))
                .add(Arrays.copyOfRange(plain, 10, plain.length))
                .toArray();

        assertThat(ReadPackets.of(named)).isEqualTo(ReadPackets.of(capture));
    }

    @Test
    void zstandardReadsAsIfItWerePlain() throws IOException {
        assertThat(ReadPackets.of(zstd(capture))).isEqualTo(ReadPackets.of(capture));
    }

    @Test
    void framesOfZstandardFollowEachOther() throws IOException {
        assertThat(ReadPackets.of(zstdFrames())).isEqualTo(ReadPackets.of(capture));
    }

    @Test
    void whatIsBrokenOffAtOnceIsToldApartFromWhatIsEmpty() throws IOException {
        byte[] zstd = zstd(capture);

        assertThatThrownBy(() -> ReadPackets.of(Arrays.copyOf(zstd, 100)))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("broken off");
    }

    @Test
    void whatIsBrokenOffGivesWhatThereIs() throws IOException {
        for (byte[] whole : List.of(gzip(capture, 0, capture.length), zstdFrames())) {
            ReadPackets read = ReadPackets.of(Arrays.copyOf(whole, whole.length / 2));

            assertThat(read.lines()).isNotEmpty().hasSizeLessThan(20_000);
            assertThat(read.skipped()).containsOnlyKeys("truncated-file").containsEntry("truncated-file", 1L);
        }
    }

    @Test
    void damageWithinIsNotFatal() throws IOException {
        for (byte[] whole : List.of(gzip(capture, 0, capture.length), zstdFrames())) {
            Arrays.fill(whole, whole.length / 2, whole.length / 2 + 1000, (byte) 0xff);
            ReadPackets read = ReadPackets.of(whole);

            assertThat(read.lines()).isNotEmpty().hasSizeLessThan(20_000);
        }
    }
}
