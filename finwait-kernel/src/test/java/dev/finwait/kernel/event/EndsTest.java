package dev.finwait.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EndsTest {
    @Test
    void anIpv4AddressIsTheSameHoweverASocketHoldsIt() {
        Ends four = RecordBuilder.ends("192.0.2.1", 443, "198.51.100.7", 40000);
        assertThat(four.localHigh()).isZero();
        assertThat(four.localLow()).isEqualTo(0x0000_ffff_c000_0201L);
        assertThat(four).hasToString("192.0.2.1:443 - 198.51.100.7:40000");
    }

    @Test
    void bothEndsAgreeOnTheirOrder() {
        Ends one = RecordBuilder.ends("192.0.2.1", 443, "198.51.100.7", 40000);
        assertThat(one.inOrder()).isTrue();
        assertThat(one.swapped().inOrder()).isFalse();
        assertThat(one.swapped().swapped()).isEqualTo(one);
        Ends samePlace = RecordBuilder.ends("127.0.0.1", 9, "127.0.0.1", 8);
        assertThat(samePlace.inOrder()).isFalse();
    }

    @Test
    void connectionsWithinOneHostAreKnownByTheirAddresses() {
        assertThat(RecordBuilder.ends("127.0.0.2", 1, "127.0.0.1", 2).areOfOneHost())
                .isTrue();
        assertThat(RecordBuilder.ends("::1", 1, "::1", 2).areOfOneHost()).isTrue();
        assertThat(RecordBuilder.ends("192.0.2.1", 1, "192.0.2.1", 2).areOfOneHost())
                .isTrue();
        assertThat(RecordBuilder.ends("192.0.2.1", 1, "192.0.2.2", 2).areOfOneHost())
                .isFalse();
    }

    @Test
    void aListenerHasNoSecondEnd() {
        assertThat(RecordBuilder.ends("0.0.0.0", 80, "0.0.0.0", 0).areComplete())
                .isFalse();
        assertThat(RecordBuilder.ends("::1", 80, "::1", 1).areComplete()).isTrue();
    }
}
