package dev.finwait.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.TestSegment;
import dev.finwait.capture.file.Skip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is no segment, and why.
final class SkippedPacketTest {
    private static final String MACS = "02005e005302 02005e005301";
    private final OnePacket packet = new OnePacket();
    private final TestSegment segment = new TestSegment("192.0.2.1", 40_000, "198.51.100.7", 443);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "NOT_IP, ARP, 0806 0001080006040001 02005e005301 c0000201 000000000000 c0000202",
        "NOT_IP, spanning tree over 802.2, 0026 424203 000000000000000000000000000000000000000000000000000000000000000000",
        "NOT_IP, PPPoE that carries its own control, 8864 1100 0011 0004 c021 0101",
        "NOT_IP, PPPoE discovery, 8864 1109 0000 0004 01010000",
        "NOT_TCP, UDP, 0800 4500001c0001000040110000c0000201c0000202 d4310035 00080000",
        "NOT_TCP, ICMP, 0800 4500001c0001000040010000c0000201c0000202 0800f7ff 00000000",
        "NOT_TCP, encrypted, 0800 4500001c0001000040320000c0000201c0000202 00000001 00000001",
        "NOT_TCP, VXLAN without a number, 0800 450000240001000040110000c0000201c0000202 d43112b5 00100000 0000000000000000",
        "FRAGMENT, a later fragment, 0800 4500001c0001000140060000c0000201c0000202 0000000000000000",
        "BAD_HEADER, version 5, 0800 5500001c0001000040060000c0000201c0000202 0000000000000000",
        "BAD_HEADER, a header of 16 bytes, 0800 4400001c0001000040060000c0000201c0000202 0000000000000000",
        "BAD_HEADER, shorter than its header, 0800 450000100001000040060000c0000201c0000202 0000000000000000",
        "BAD_HEADER, no room for TCP, 0800 4500001c0001000040060000c0000201c0000202 9c4001bb00000001",
        "BAD_HEADER, version 4 as IPv6, 86dd 4000000000000640 00000000000000000000000000000000 00000000000000000000000000000000",
    })
    void isCountedByItsReason(Skip reason, String what, String hex) {
        assertThat(packet.decode(OnePacket.ETHERNET, Bytes.hex(MACS + hex)))
                .as(what)
                .isEqualTo(reason);
        assertThat(packet.batch.size).isZero();
    }

    @Test
    void tcpHeaderShorterThanTcpIsBad() {
        byte[] ip = segment.ip();
        ip[20 + 12] = 0x40;

        assertThat(packet.decode(OnePacket.RAW, ip)).isEqualTo(Skip.BAD_HEADER);
    }

    @Test
    void tcpHeaderLongerThanItsPacketIsBad() {
        byte[] ip = segment.ip();
        ip[20 + 12] = (byte) 0xf0;

        assertThat(packet.decode(OnePacket.RAW, ip)).isEqualTo(Skip.BAD_HEADER);
    }

    @Test
    void linkTypesThatNobodyReadsAreUnknown() {
        assertThat(packet.decode(127, segment.ethernet())).isEqualTo(Skip.UNKNOWN_LINK);
    }

    @Test
    void whatWasCutWithinItsHeadersIsCutShort() {
        byte[] frame = segment.ethernet();

        assertThat(packet.decode(OnePacket.ETHERNET, frame, 13, frame.length)).isEqualTo(Skip.CUT_SHORT);
        assertThat(packet.decode(OnePacket.ETHERNET, frame, 14 + 19, frame.length))
                .isEqualTo(Skip.CUT_SHORT);
        assertThat(packet.decode(OnePacket.ETHERNET, frame, 14 + 39, frame.length))
                .isEqualTo(Skip.CUT_SHORT);
        assertThat(packet.decode(OnePacket.ETHERNET, frame, 14 + 40, frame.length))
                .isNull();
    }
}
