package dev.finwait.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.TestSegment;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of a segment's own headers.
final class SegmentFieldsTest {
    private final OnePacket packet = new OnePacket();
    private final TestSegment segment = new TestSegment("192.0.2.1", 40_000, "198.51.100.7", 443);

    private void decode() {
        assertThat(packet.decode(OnePacket.ETHERNET, segment.ethernet())).isNull();
    }

    @Test
    void fieldsOfIpv4AreKept() {
        segment.ttl(200).trafficClass(0xbb).ipId(0xfedc).dontFragment(true).window(0xffff);
        segment.flags(Segment.RST | Segment.ACK);
        decode();

        assertThat(packet.batch.ttls[0] & 0xff).isEqualTo(200);
        assertThat(packet.batch.trafficClasses[0] & 0xff).isEqualTo(0xb8);
        assertThat(packet.batch.ipIds[0]).isEqualTo('\ufedc');
        assertThat(packet.batch.windows[0]).isEqualTo('\uffff');
        assertThat(packet.batch.flags[0]).isEqualTo((byte) (Segment.RST | Segment.ACK));
        assertThat(packet.batch.options[0]).isEqualTo((byte) SegmentBatch.DONT_FRAGMENT);
        assertThat(packet.batch.sourceHigh[0]).isZero();
        assertThat(packet.batch.sourceLow[0]).isEqualTo(0x0000ffff_c0000201L);
    }

    @Test
    void fieldsOfIpv6AreKept() {
        TestSegment ipv6 = new TestSegment("2001:db8::1", 40_000, "2001:db8::2", 443)
                .ttl(7)
                .trafficClass(0xbb);
        assertThat(packet.decode(OnePacket.RAW, ipv6.ip())).isNull();

        assertThat(packet.batch.ttls[0]).isEqualTo((byte) 7);
        assertThat(packet.batch.trafficClasses[0] & 0xff).isEqualTo(0xb8);
        assertThat(packet.has(SegmentBatch.IPV6)).isTrue();
        assertThat(packet.batch.sourceHigh[0]).isEqualTo(0x20010db8_00000000L);
        assertThat(packet.batch.destinationLow[0]).isEqualTo(2);
    }

    @Test
    void timestampsAreReadWhereLinuxPutsThem() {
        segment.timestamps(0x01020304, 0xfffefdfcL);
        decode();

        assertThat(packet.has(SegmentBatch.HAS_OPTIONS)).isTrue();
        assertThat(packet.has(SegmentBatch.HAS_TIMESTAMPS)).isTrue();
        assertThat(packet.batch.timestampValues[0]).isEqualTo(0x01020304);
        assertThat(packet.batch.timestampEchoes[0]).isEqualTo(0xfffefdfc);
    }

    @Test
    void optionsOfASynAreReadInAnyOrder() {
        // Segment size 1460, window scale 7, selective acknowledgments, timestamps 5 and 6, end
        segment.syn().options(Bytes.hex("020405b4 030307 0402 080a0000000500000006 00"));
        decode();

        assertThat(packet.has(SegmentBatch.HAS_WINDOW_SCALE)).isTrue();
        assertThat(packet.batch.windowScales[0]).isEqualTo((byte) 7);
        assertThat(packet.batch.timestampValues[0]).isEqualTo(5);
        assertThat(packet.batch.timestampEchoes[0]).isEqualTo(6);
    }

    @Test
    void aFastCloseEndsMoreThanASubflow() {
        // MP_FASTCLOSE with a key, and MP_TCPRST beside it: what Linux sends when a whole connection is aborted.
        segment.rst().options(Bytes.hex("1e0c7000 01020304 05060708 1e048000".replace(" ", "")));
        decode();

        assertThat(packet.has(SegmentBatch.HAS_MPTCP_RESET)).isFalse();
    }

    @Test
    void aSynThatJoinsAConnectionSaysSo() {
        segment.options(Bytes.hex("1e0c1009 394fa3fd c250a08c".replace(" ", "")));
        decode();

        assertThat(packet.has(SegmentBatch.HAS_MPTCP_JOIN)).isTrue();
        assertThat(packet.has(SegmentBatch.HAS_MPTCP_RESET)).isFalse();
    }

    @Test
    void reasonOfAResetSubflowIsRead() {
        // MP_TCPRST, transient, reason 3: too much outstanding data
        segment.rst().options(Bytes.hex("1e048103"));
        decode();

        assertThat(packet.has(SegmentBatch.HAS_MPTCP_RESET)).isTrue();
        assertThat(packet.batch.mptcpReasons[0]).isEqualTo((byte) 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08000000", "080a0000", "1e010000", "01010108", "00030307", "03ff0101"})
    void brokenOptionsSayNothing(String options) {
        segment.options(Bytes.hex(options));
        decode();

        assertThat(packet.batch.options[0]).isEqualTo((byte) (SegmentBatch.DONT_FRAGMENT | SegmentBatch.HAS_OPTIONS));
    }

    @Test
    void optionsThatWereNotCapturedAreSaidToBeCut() {
        segment.timestamps(1, 2).payload(100);
        byte[] frame = segment.ethernet();
        assertThat(packet.decode(OnePacket.ETHERNET, frame, 14 + 20 + 20 + 8, frame.length))
                .isNull();

        assertThat(packet.has(SegmentBatch.OPTIONS_CUT)).isTrue();
        assertThat(packet.has(SegmentBatch.HAS_TIMESTAMPS)).isFalse();
        assertThat(packet.batch.lengths[0]).isEqualTo(100);
    }

    @Test
    void lengthIsThatOfTheWireWithoutPadding() {
        byte[] padded = new Bytes().add(segment.payload(2).ethernet()).zeros(20).toArray();
        assertThat(packet.decode(OnePacket.ETHERNET, padded)).isNull();

        assertThat(packet.batch.lengths[0]).isEqualTo(2);
    }

    @Test
    void lengthOfAnOffloadedSegmentIsTakenFromTheWire() {
        byte[] frame = segment.payload(100).ethernet();
        // The total length
        frame[16] = 0;
        frame[17] = 0;
        assertThat(packet.decode(OnePacket.ETHERNET, frame, frame.length, 14 + 40 + 100_000))
                .isNull();

        assertThat(packet.batch.lengths[0]).isEqualTo(100_000);
    }

    @Test
    void firstFragmentIsUsedAndCounted() {
        segment.fragment(0, true).payload(16);
        decode();

        assertThat(packet.batch.lengths[0]).isEqualTo(16);
        assertThat(packet.decoder.firstFragments()).isEqualTo(1);
    }
}
