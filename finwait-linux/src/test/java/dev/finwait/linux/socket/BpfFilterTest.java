package dev.finwait.linux.socket;

import static dev.finwait.linux.Connection.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.Connection;
import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.tcp.TcpState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class BpfFilterTest {
    private static final BpfFilter.Instruction ACCEPT = new BpfFilter.Instruction(0x06, 0, 0, 0x40000);

    private static void assumeFiltersAreAllowed() throws ErrnoException {
        try (RawSocket socket = RawSocket.tcp4()) {
            CallResult result = socket.setFilter(BpfFilter.of(ACCEPT));
            assumeTrue(!result.failedWith(Errno.EPERM), "this kernel wants CAP_NET_ADMIN for filters: " + result);
            result.orThrow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatDropsSynsTakesNoConnectionUntilItIsTakenOff(Connection.Family family) throws Exception {
        assumeFiltersAreAllowed();
        try (Connection before = Connection.of(family);
                RawSocket late = family.socket()) {
            assertThat(before.listener().setFilter(BpfFilter.dropSyn()))
                    .hasToString("setsockopt(SO_ATTACH_FILTER, 4 instructions) = 0");
            late.setNonBlocking(true).orThrow();
            assertThat(late.connect(family.addressOf(before.listener())).failedWith(Errno.EINPROGRESS))
                    .isTrue();
            assertThat(late.state()).isEqualTo(TcpState.SYN_SENT);
            assertThat(before.client().send(new byte[1]).ok()).isTrue();
            assertThat(before.server().recv(1).value()).isEqualTo(1);

            assertThat(before.listener().removeFilter().ok()).isTrue();
            assertThat(late.poll(LONG, PollEvent.OUT).events()).containsExactly(PollEvent.OUT);
            assertThat(late.state()).isEqualTo(TcpState.ESTABLISHED);
        }
    }

    @Test
    void aFilterIsAttachedByDescriptor() throws Exception {
        assumeFiltersAreAllowed();
        try (Connection connection = Connection.ipv4()) {
            BpfFilter dropAll = BpfFilter.of(new BpfFilter.Instruction(0x06, 0, 0, 0));
            assertThat(dropAll.attachTo(connection.server().fd()).ok()).isTrue();
            connection.client().send(new byte[1]).orThrow();
            assertThat(connection
                            .server()
                            .poll(Duration.ofMillis(1), PollEvent.IN)
                            .events())
                    .isEmpty();
            assertThat(BpfFilter.detachFrom(connection.server().fd()).ok()).isTrue();
            assertThat(connection.server().recv(1).value()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotThereCannotBeTakenOff() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            assertThat(socket.removeFilter()).hasToString("setsockopt(SO_DETACH_FILTER) = -1 ENOENT");
        }
    }

    @Test
    void theKernelRefusesAProgramWithoutReturn() throws Exception {
        assumeFiltersAreAllowed();
        try (RawSocket socket = RawSocket.tcp4()) {
            BpfFilter endless = BpfFilter.of(new BpfFilter.Instruction(0x30, 0, 0, 0));
            assertThat(socket.setFilter(endless).failedWith(Errno.EINVAL)).isTrue();
        }
    }

    @Test
    void aProgramHasFrom1To4096Instructions() {
        assertThatThrownBy(() -> new BpfFilter(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BpfFilter(Collections.nCopies(4097, ACCEPT)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
