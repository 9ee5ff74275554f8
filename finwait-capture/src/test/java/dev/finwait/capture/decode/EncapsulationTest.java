package dev.finwait.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.TestSegment;
import dev.finwait.capture.file.Skip;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What segments may be in.
final class EncapsulationTest {
    private final OnePacket packet = new OnePacket();

    static List<Encapsulation> all() {
        return Encapsulation.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theInnermostSegmentIsFound(Encapsulation in) {
        assertThat(packet.decode(in.linkType(), in.bytes())).isNull();

        assertThat(Decoded.line(packet.batch, 0))
                .contains(":40000 > ")
                .endsWith(":443 seq 16909060 ack 84281096 flags 18 win 512 len 4");
        assertThat(packet.batch.ttls[0]).isEqualTo((byte) 64);
        assertThat(packet.batch.tunnelNames.get(packet.batch.tunnels[0])).isEqualTo(in.tunnel());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsCutAnywhereIsSkippedOrDecodedButNotInvented(Encapsulation in) {
        byte[] bytes = in.bytes();
        for (int captured = 0; captured < bytes.length; captured++) {
            Skip skip = packet.decode(in.linkType(), bytes, captured, bytes.length);

            assertThat(packet.batch.size).isEqualTo(skip == null ? 1 : 0);
            if (skip == null) {
                assertThat(packet.batch.lengths[0]).isEqualTo(4);
            }
        }
    }

    @Test
    void bothDirectionsOfATunnelHaveOneName() {
        TestSegment inner = new TestSegment("192.0.2.1", 1, "192.0.2.2", 2);
        TestSegment there = new TestSegment("203.0.113.1", 0, "203.0.113.2", 0);
        TestSegment back = new TestSegment("203.0.113.2", 0, "203.0.113.1", 0);

        packet.decode(OnePacket.RAW, there.ip(4, inner.ip()));
        int first = packet.batch.tunnels[0];
        packet.decode(OnePacket.RAW, back.ip(4, inner.ip()));

        assertThat(packet.batch.tunnels[0]).isEqualTo(first).isPositive();
    }

    @Test
    void moreTunnelsThanCanBeNamedShareOneName() {
        TestSegment inner = new TestSegment("192.0.2.1", 1, "192.0.2.2", 2);
        TestSegment outer = new TestSegment("203.0.113.1", 0, "203.0.113.2", 0);
        for (int key = 0; key < Tunnels.MOST + 10; key++) {
            // GRE with a key
            byte[] gre =
                    new Bytes().u16(0x2000).u16(0x0800).u32(key).add(inner.ip()).toArray();
            assertThat(packet.decode(OnePacket.RAW, outer.ip(47, gre))).isNull();
        }

        assertThat(packet.batch.tunnelNames).hasSize(Tunnels.MOST + 2);
        assertThat(packet.batch.tunnelNames.get(packet.batch.tunnels[0])).contains("very many");
    }

    @Test
    void headersWithoutEndAreLeftOut() {
        byte[] packetInPackets = Bytes.hex(Encapsulation.IPV4);
        for (int i = 0; i < 40; i++) {
            packetInPackets = new TestSegment("203.0.113.1", 0, "203.0.113.2", 0).ip(4, packetInPackets);
        }

        assertThat(packet.decode(OnePacket.RAW, packetInPackets)).isEqualTo(Skip.TOO_DEEP);
    }
}
