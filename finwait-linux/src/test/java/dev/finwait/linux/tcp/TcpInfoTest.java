package dev.finwait.linux.tcp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpInfoTest {
    private final MemorySegment struct = MemorySegment.ofArray(new byte[TcpInfo.SIZE]);

    TcpInfoTest() {
        struct.set(JAVA_BYTE, 0, (byte) TcpState.CLOSE_WAIT.number());
        struct.set(JAVA_INT_UNALIGNED, 68, 1500);
        struct.set(JAVA_LONG_UNALIGNED, 120, 5_000_000_000L);
        struct.set(JAVA_INT_UNALIGNED, 144, 7);
        struct.set(JAVA_INT_UNALIGNED, 148, -1);
    }

    @Test
    void theFullStructIsRead() {
        TcpInfo info = TcpInfo.of(struct);
        assertThat(info.state()).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(info.rtt()).isEqualTo(Duration.ofNanos(1_500_000));
        assertThat(info.bytesAcked()).hasValue(5_000_000_000L);
        assertThat(info.notSentBytes()).hasValue(7);
        assertThat(info.peerWindow()).hasValue(0);
    }

    @Test
    void aMinimumThatWasNeverMeasuredIsEmpty() {
        assertThat(TcpInfo.of(struct).minRtt()).isEmpty();
        struct.set(JAVA_INT_UNALIGNED, 148, 900);
        assertThat(TcpInfo.of(struct).minRtt()).contains(Duration.ofNanos(900_000));
    }

    @Test
    void fieldsThatAnOlderKernelDoesNotGiveAreEmpty() {
        TcpInfo info = TcpInfo.of(struct.asSlice(0, 128));
        assertThat(info.bytesAcked()).hasValue(5_000_000_000L);
        assertThat(info.bytesReceived()).isEmpty();
        assertThat(info.notSentBytes()).isEmpty();
        assertThat(info.minRtt()).isEmpty();
        assertThat(info.bytesSent()).isEmpty();
        assertThat(info.peerWindow()).isEmpty();
    }

    @Test
    void aStructTooShortIsRefused() {
        assertThatThrownBy(() -> TcpInfo.of(struct.asSlice(0, TcpInfo.MIN_SIZE - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("103");
    }
}
