package dev.finwait.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.TestCapture;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// pcap files.
final class PcapReaderTest {
    private static final long TIME = 1_700_000_000_123_456_000L;
    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;

    private final TestCapture capture = new TestCapture()
            .add(TIME, Bytes.hex("0102030405"))
            .add(TIME + 1_000, Bytes.hex("06"), 1500)
            .add(TIME + 2_000, Bytes.hex(""));

    private static final String[] LINES = {
        "1700000000123456000 link 1 wire 5 0102030405",
        "1700000000123457000 link 1 wire 1500 06",
        "1700000000123458000 link 1 wire 0 "
    };

    @Test
    void allByteOrdersAndResolutionsReadTheSame() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(ReadPackets.of(capture.pcap(order, true)).lines()).containsExactly(LINES);
            assertThat(ReadPackets.of(capture.pcap(order, false)).lines()).containsExactly(LINES);
        }
    }

    @Test
    void headersOfThePatchedKindAreLonger() throws IOException {
        byte[] file = new Bytes(ByteOrder.LITTLE_ENDIAN)
                .u32(0xa1b2cd34L)
                .u16(2)
                .u16(4)
                .zeros(8)
                .u32(65_535)
                .u32(1)
                .u32(1)
                .u32(2)
                .u32(3)
                .u32(3)
                .u32(4)
                .u16(0x800)
                .u16(0)
                .add(Bytes.hex("aabbcc"))
                .toArray();

        assertThat(ReadPackets.of(file).lines()).containsExactly("1000002000 link 1 wire 3 aabbcc");
    }

    @Test
    void bitsAboutCheckSequencesAreNoLinkType() throws IOException {
        byte[] file = capture.pcap();
        file[23] = 0x24;

        assertThat(ReadPackets.of(file).lines()).containsExactly(LINES);
    }

    @Test
    void cutFileGivesItsWholePacketsAndSaysSo() throws IOException {
        byte[] file = capture.pcap();
        int end = FILE_HEADER + PACKET_HEADER + 5;
        for (int length = end + 1; length < end + PACKET_HEADER + 1; length++) {
            ReadPackets read = ReadPackets.of(Arrays.copyOf(file, length));

            assertThat(read.lines()).containsExactly(LINES[0]);
            assertThat(read.skipped()).containsOnlyKeys("truncated-file").containsEntry("truncated-file", 1L);
        }
    }

    @Test
    void emptyCaptureIsOne() throws IOException {
        ReadPackets read = ReadPackets.of(new TestCapture().pcap());

        assertThat(read.lines()).isEmpty();
        assertThat(read.skipped()).isEmpty();
    }

    @Test
    void readingGoesOnBehindADamagedPlace() throws IOException {
        TestCapture after = new TestCapture().add(TIME, Bytes.hex("aa")).add(TIME, Bytes.hex("bb"));
        byte[] second = after.pcap();
        byte[] file = new Bytes()
                .add(capture.pcap())
                .add(Bytes.hex("ff").clone())
                .add(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1, -1, 9, 9, 9, 9, 9, 9})
                .add(Arrays.copyOfRange(second, FILE_HEADER, second.length))
                .toArray();
        ReadPackets read = ReadPackets.of(file);

        assertThat(read.lines()).startsWith(LINES).element(3).asString().endsWith("aa");
        assertThat(read.lines()).hasSize(5);
        assertThat(read.skipped()).containsOnlyKeys("damaged-file");
    }

    @Test
    void garbageToTheEndEndsTheFile() throws IOException {
        byte[] garbage = new byte[600_000];
        Arrays.fill(garbage, (byte) 0xee);
        ReadPackets read =
                ReadPackets.of(new Bytes().add(capture.pcap()).add(garbage).toArray());

        assertThat(read.lines()).containsExactly(LINES);
        assertThat(read.skipped()).containsEntry("damaged-file", 1L);
    }

    @Test
    void packetsOfTheGreatestLengthAreRead() throws IOException {
        TestCapture large = new TestCapture();
        for (int i = 0; i < 5; i++) {
            byte[] packet = new byte[Packet.LONGEST];
            Arrays.fill(packet, (byte) i);
            large.add(TIME, packet);
        }

        assertThat(ReadPackets.of(large.pcap()).lines())
                .hasSize(5)
                .allMatch(line -> line.length() > 2 * Packet.LONGEST);
    }
}
