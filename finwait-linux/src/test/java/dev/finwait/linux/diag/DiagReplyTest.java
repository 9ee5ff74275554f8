package dev.finwait.linux.diag;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.linux.Errno;
import dev.finwait.linux.tcp.TcpState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class DiagReplyTest {
    private static final int STATUS_SIZE = 88;

    private final MemorySegment datagram = Arena.ofAuto().allocate(256, 8);

    @Test
    void aMessageLongerThanItsDatagramIsNone() {
        datagram.set(JAVA_INT, 0, 257);
        assertThat(DiagReply.at(datagram, 0)).isEmpty();
        assertThat(DiagReply.at(datagram, 256 - 15)).isEmpty();
    }

    @Test
    void aMessageShorterThanItsHeaderIsNone() {
        datagram.set(JAVA_INT, 0, 15);
        assertThat(DiagReply.at(datagram, 0)).isEmpty();
    }

    @Test
    void anErrorCarriesItsErrno() {
        header(36, (short) 2);
        datagram.set(JAVA_INT, 16, -2);
        DiagReply reply = DiagReply.at(datagram, 0).orElseThrow();
        assertThat(reply.errno()).isEqualTo(Errno.ENOENT.number());
        assertThat(reply.isStatus()).isFalse();
        assertThat(reply.isEndOfDump()).isFalse();
    }

    @Test
    void theEndOfADumpIsKnownByItsType() {
        header(20, (short) 3);
        DiagReply reply = DiagReply.at(datagram, 0).orElseThrow();
        assertThat(reply.isEndOfDump()).isTrue();
        assertThat(reply.errno()).isZero();
    }

    @Test
    void anAttributeWithoutLengthEndsTheAttributes() {
        status(STATUS_SIZE + 8);
        DiagReply reply = DiagReply.at(datagram, 0).orElseThrow();
        assertThat(reply.isStatus()).isTrue();
        assertThat(reply.status().tcpInfo()).isEmpty();
        assertThat(reply.status().state()).isEqualTo(TcpState.TIME_WAIT);
    }

    @Test
    void anAttributeLongerThanItsMessageIsLeftOut() {
        status(STATUS_SIZE + 8);
        datagram.set(JAVA_SHORT, STATUS_SIZE, (short) 200);
        datagram.set(JAVA_SHORT, STATUS_SIZE + 2, (short) 2);
        assertThat(DiagReply.at(datagram, 0).orElseThrow().status().tcpInfo()).isEmpty();
    }

    @Test
    void aTimerThatIsNotKnownIsOther() {
        status(STATUS_SIZE);
        datagram.set(JAVA_BYTE, 18, (byte) 77);
        datagram.set(JAVA_INT, 68, 1500);
        assertThat(DiagReply.at(datagram, 0).orElseThrow().status().timer()).isEqualTo(KernelTimer.of(5, 1500, 0));
    }

    private void status(int size) {
        header(size, DiagRequest.SOCK_DIAG_BY_FAMILY);
        datagram.set(JAVA_BYTE, 16, (byte) 2);
        datagram.set(JAVA_BYTE, 17, (byte) TcpState.TIME_WAIT.number());
    }

    private void header(int size, short type) {
        datagram.set(JAVA_INT, 0, size);
        datagram.set(JAVA_SHORT, 4, type);
    }
}
