package dev.finwait.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.PcapngWriter;
import dev.finwait.capture.TestCapture;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// pcapng files.
final class PcapngReaderTest {
    private static final byte[] DATA = Bytes.hex("aabbccddee");

    private final PcapngWriter file = new PcapngWriter(ByteOrder.LITTLE_ENDIAN).section();

    private ReadPackets read() throws IOException {
        return ReadPackets.of(file.toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1700000000000000000",
        "3, 1000, 1700000000123000000",
        "6, 1000000, 1700000000123456000",
        "9, 1000000000, 1700000000123456789",
        "138, 1024, 1700000000123046875",
        "160, 4294967296, 1700000000123456788",
    })
    void ticksMeanWhatTheInterfaceSays(int resolution, long perSecond, long nanos) throws IOException {
        TestCapture capture = new TestCapture().add(1_700_000_000_123_456_789L, DATA);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(ReadPackets.of(capture.pcapng(order, resolution, perSecond))
                            .lines())
                    .containsExactly(nanos + " link 1 wire 5 aabbccddee");
        }
    }

    @Test
    void ticksShorterThanANanosecondAreRounded() throws IOException {
        file.interfaceWith(1, 12);
        file.packet(0, 1_999, DATA, 5, 5);

        assertThat(read().lines()).containsExactly("1 link 1 wire 5 aabbccddee");
    }

    @Test
    void offsetsOfSecondsAreAdded() throws IOException {
        // if_tsoffset of -2 seconds after a comment, then if_tsresol of nanoseconds
        Bytes options = file.bytes().u16(1).u16(0).u32(0);
        options.u16(1).u16(3).add(Bytes.hex("68690000"));
        options.u16(14).u16(8).u64(-2);
        options.u16(9).u16(1).u8(9).zeros(3).u32(0);
        file.block(1, options).packet(0, 5_000_000_007L, DATA, 5, 5);

        assertThat(read().lines()).containsExactly("3000000007 link 1 wire 5 aabbccddee");
    }

    @Test
    void optionsThatLieAboutTheirLengthAreNotFollowed() throws IOException {
        file.block(1, file.bytes().u16(1).u16(0).u32(0).u16(9).u16(60_000).u8(9))
                .packet(0, 1, DATA, 5, 5);

        assertThat(read().lines()).containsExactly("1000 link 1 wire 5 aabbccddee");
    }

    @Test
    void eachInterfaceHasItsLinkTypeAndItsClock() throws IOException {
        file.interfaceOf(101).interfaceWith(276, 9).packet(1, 7, DATA, 5, 50).packet(0, 7, DATA, 5, 5);

        assertThat(read().lines()).containsExactly("7 link 276 wire 50 aabbccddee", "7000 link 101 wire 5 aabbccddee");
    }

    @Test
    void sectionsStartAnewInTheirOwnByteOrder() throws IOException {
        file.interfaceOf(101).packet(0, 1, DATA, 5, 5);
        PcapngWriter other = new PcapngWriter(ByteOrder.BIG_ENDIAN)
                .section()
                .interfaceOf(1)
                .packet(0, 2, DATA, 5, 5)
                .packet(1, 3, DATA, 5, 5);
        ReadPackets read = ReadPackets.of(
                new Bytes().add(file.toArray()).add(other.toArray()).toArray());

        assertThat(read.lines())
                .containsExactly(
                        "1000 link 101 wire 5 aabbccddee",
                        "2000 link 1 wire 5 aabbccddee",
                        "3000 link -1 wire 5 aabbccddee");
    }

    @Test
    void simplePacketsAreCutToTheInterfaceAndTakeTheTimeBefore() throws IOException {
        // An interface with a snap length of 3
        file.block(1, file.bytes().u16(1).u16(0).u32(3))
                .packet(0, 4, DATA, 3, 5)
                .block(3, file.bytes().u32(5).add(DATA, 3));

        assertThat(read().lines()).containsExactly("4000 link 1 wire 5 aabbcc", "4000 link 1 wire 5 aabbcc");
    }

    @Test
    void packetBlocksOfOldAreRead() throws IOException {
        // Interface 0, one dropped before it
        file.interfaceOf(1)
                .block(2, file.bytes().u16(0).u16(1).u32(0).u32(9).u32(5).u32(6).add(DATA));

        assertThat(read().lines()).containsExactly("9000 link 1 wire 6 aabbccddee");
    }

    @Test
    void blocksWithoutPacketsAreSkippedAndUnknownOnesCounted() throws IOException {
        file.interfaceOf(1)
                .block(4, file.bytes().u32(0))
                .block(5, file.bytes().u32(0).u64(0))
                .block(0x0bad, file.bytes().u32(32473))
                .block(0x7777, file.bytes().zeros(300_000))
                .packet(0, 1, DATA, 5, 5);
        ReadPackets read = read();

        assertThat(read.lines()).hasSize(1);
        assertThat(read.skipped()).containsOnlyKeys("unknown-block").containsEntry("unknown-block", 1L);
    }

    @Test
    void packetsLongerThanTheirBlocksAreDamage() throws IOException {
        file.interfaceOf(1)
                .block(6, file.bytes().u32(0).u32(0).u32(1).u32(6000).u32(6000).add(DATA))
                .packet(0, 1, DATA, 5, 5);
        ReadPackets read = read();

        assertThat(read.lines()).hasSize(1);
        assertThat(read.skipped()).containsOnlyKeys("damaged-file");
    }

    @Test
    void cutFileGivesItsWholePackets() throws IOException {
        file.interfaceOf(1).packet(0, 1, DATA, 5, 5);
        int whole = file.toArray().length;
        file.packet(0, 2, DATA, 5, 5);
        for (int length = whole + 1; length < whole + 28 + 5; length++) {
            ReadPackets read = ReadPackets.of(Arrays.copyOf(file.toArray(), length));

            assertThat(read.lines()).containsExactly("1000 link 1 wire 5 aabbccddee");
            assertThat(read.skipped()).containsOnlyKeys("truncated-file");
        }
    }

    @Test
    void blocksOfImpossibleLengthEndTheFile() throws IOException {
        file.interfaceOf(1).packet(0, 1, DATA, 5, 5);
        byte[] cut =
                new Bytes().add(file.toArray()).u32(0x06000000).u32(0).zeros(40).toArray();

        assertThat(ReadPackets.of(cut).lines()).hasSize(1);
        assertThat(ReadPackets.of(cut).skipped()).containsOnlyKeys("damaged-file");
    }

    @Test
    void interfacesBeyondAllMeasureAreDamage() throws IOException {
        for (int i = 0; i <= PcapngReader.MOST_INTERFACES; i++) {
            file.interfaceOf(1);
        }
        file.packet(PcapngReader.MOST_INTERFACES - 1, 1, DATA, 5, 5)
                .packet(PcapngReader.MOST_INTERFACES, 1, DATA, 5, 5);

        assertThat(read().lines()).containsExactly("1000 link 1 wire 5 aabbccddee", "1000 link -1 wire 5 aabbccddee");
        assertThat(read().skipped()).containsOnlyKeys("damaged-file");
    }
}
