package dev.finwait.bench.stretch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the copies of a capture look like, byte by byte.
final class CopierTest {
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int SYN_LENGTH = 14 + 20 + 20;

    /// 192.0.2.1:40000 > 198.51.100.7:80, SYN, in Ethernet.
    private static final byte[] SYN = HexFormat.of()
            .parseHex("020000000002" + "020000000001" + "0800"
                    + "4500002800004000" + "4006" + "4e94" + "c0000201" + "c6336407"
                    + "9c40" + "0050" + "00000001" + "00000000" + "5002ffff" + "00000000");

    /// Who has 192.0.2.1?
    private static final byte[] ARP = HexFormat.of()
            .parseHex("ffffffffffff" + "020000000001" + "0806" + "0001080006040001" + "020000000001" + "c0000202"
                    + "000000000000" + "c0000201");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {MICROSECONDS, NANOSECONDS})
    void eachCopyIsASecondBehindTheOneBefore(int magic) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int fraction = magic == MICROSECONDS ? 999_999 : 999_999_999;
            ByteBuffer capture = header(order, magic, 1);
            record(capture, 100, fraction, SYN);
            record(capture, 107, 1, SYN);

            ByteBuffer copies = stretch(capture, 3).order(order);

            // The copies last 6 s and 2 units.
            assertThat(copies.getInt(0)).isEqualTo(magic);
            assertTime(copies, 0, 100, fraction);
            assertTime(copies, 1, 107, 1);
            assertTime(copies, 2, 108, 1);
            assertTime(copies, 3, 114, 3);
            assertTime(copies, 4, 115, 3);
            assertTime(copies, 5, 121, 5);
            assertThat(copies.limit()).isEqualTo(CaptureHeader.LENGTH + 6 * (Copy.RECORD_HEADER + SYN_LENGTH));
        }
    }

    @Test
    void eachCopyHasAddressesOfItsOwnAndARightChecksum() throws IOException {
        ByteBuffer capture = header(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 1);
        record(capture, 100, 0, SYN);

        ByteBuffer copies = stretch(capture, 300);

        assertThat(packet(copies, 0)).isEqualTo(SYN);
        assertThat(addresses(copies, 1)).isEqualTo("c0010201" + "c6346407");
        // 192.0 + 256 is 193.0.
        assertThat(addresses(copies, 256)).isEqualTo("c1000201" + "c7336407");
        for (int number = 0; number < 300; number++) {
            assertThat(checksum(packet(copies, number))).as("copy %d", number).isEqualTo(0xffff);
        }
    }

    @Test
    void packetsThatAreNotIpv4OnlyGetAnotherTime() throws IOException {
        ByteBuffer capture = header(ByteOrder.BIG_ENDIAN, MICROSECONDS, 1);
        record(capture, 100, 0, ARP);

        ByteBuffer copies = stretch(capture, 2).order(ByteOrder.BIG_ENDIAN);

        int second = CaptureHeader.LENGTH + Copy.RECORD_HEADER + ARP.length;
        assertThat(copies.getInt(second)).isEqualTo(101);
        byte[] arp = new byte[ARP.length];
        copies.get(second + Copy.RECORD_HEADER, arp);
        assertThat(arp).isEqualTo(ARP);
    }

    @Test
    void aPacketThatIsCutOffAtTheEndIsLeftOut() throws IOException {
        ByteBuffer capture = header(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 1);
        record(capture, 100, 0, SYN);
        record(capture, 101, 0, SYN);
        capture.position(capture.position() - 1);

        ByteBuffer copies = stretch(capture, 2);

        assertThat(copies.limit()).isEqualTo(CaptureHeader.LENGTH + 2 * (Copy.RECORD_HEADER + SYN_LENGTH));
    }

    @Test
    void whatIsNoCaptureIsRefused() throws IOException {
        assertThatThrownBy(() -> stretch(ByteBuffer.allocate(3), 1)).hasMessage("is no pcap file");
        assertThatThrownBy(() -> stretch(header(ByteOrder.LITTLE_ENDIAN, 0x0a0d0d0a, 1), 1))
                .hasMessage("is no pcap file");
        assertThatThrownBy(() -> stretch(header(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 113), 1))
                .hasMessageStartingWith("holds packets of link type 113");
        ByteBuffer damaged = header(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 1);
        record(damaged, 100, 0, SYN);
        damaged.putInt(CaptureHeader.LENGTH + 8, -1);
        assertThatThrownBy(() -> stretch(damaged, 1)).hasMessageStartingWith("is damaged");
    }

    @Test
    void aReaderThatHasGoneIsTold() throws IOException {
        ByteBuffer capture = header(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 1);
        record(capture, 100, 0, SYN);
        Pipe pipe = Pipe.open();
        pipe.source().close();
        try (FileChannel in = open(capture)) {
            assertThatThrownBy(() -> new Copier(in).write(2, pipe.sink())).isInstanceOf(NobodyReadsException.class);
        }
        pipe.sink().close();
    }

    private static ByteBuffer header(ByteOrder order, int magic, int linkType) {
        return ByteBuffer.allocate(1_000)
                .order(order)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(linkType);
    }

    private static void record(ByteBuffer capture, int seconds, int fraction, byte[] packet) {
        capture.putInt(seconds)
                .putInt(fraction)
                .putInt(packet.length)
                .putInt(packet.length)
                .put(packet);
    }

    private FileChannel open(ByteBuffer capture) throws IOException {
        Path file = folder.resolve("capture.pcap");
        byte[] bytes = new byte[capture.position()];
        capture.get(0, bytes);
        Files.write(file, bytes);
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private ByteBuffer stretch(ByteBuffer capture, int copies) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FileChannel in = open(capture)) {
            new Copier(in).write(copies, Channels.newChannel(out));
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    /// Where a record of captures with nothing but SYNs starts.
    private static int recordAt(int number) {
        return CaptureHeader.LENGTH + number * (Copy.RECORD_HEADER + SYN_LENGTH);
    }

    private static void assertTime(ByteBuffer copies, int number, int seconds, int fraction) {
        assertThat(copies.getInt(recordAt(number)))
                .as("second of packet %d", number)
                .isEqualTo(seconds);
        assertThat(copies.getInt(recordAt(number) + 4))
                .as("fraction of packet %d", number)
                .isEqualTo(fraction);
    }

    private static byte[] packet(ByteBuffer copies, int number) {
        byte[] packet = new byte[SYN_LENGTH];
        copies.get(recordAt(number) + Copy.RECORD_HEADER, packet);
        return packet;
    }

    private static String addresses(ByteBuffer copies, int number) {
        return HexFormat.of().formatHex(packet(copies, number), 26, 34);
    }

    /// RFC 1071: the sum over a header with a right checksum is all ones.
    private static int checksum(byte[] packet) {
        int sum = 0;
        for (int at = 14; at < 34; at += 2) {
            sum += ((packet[at] & 0xff) << 8) | (packet[at + 1] & 0xff);
        }
        return (sum & 0xffff) + (sum >>> 16);
    }
}
