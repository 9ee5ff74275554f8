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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RawSocketCloseTest {
    @Test
    void aClosedSocketAnswersEbadfToEverything() throws Exception {
        RawSocket socket = RawSocket.tcp4();
        assertThat(socket.closeNow()).hasToString("close(" + socket.fd() + ") = 0");
        assertThat(socket.isClosed()).isTrue();
        assertThat(socket.closeNow().failedWith(Errno.EBADF)).isTrue();
        assertThat(socket.recv(1).failedWith(Errno.EBADF)).isTrue();
        assertThat(socket.send(new byte[1]).failedWith(Errno.EBADF)).isTrue();
        assertThat(socket.poll(Duration.ZERO, PollEvent.IN).result().failedWith(Errno.EBADF))
                .isTrue();
        assertThat(socket.accept().result().failedWith(Errno.EBADF)).isTrue();
        assertThatThrownBy(socket::dup).hasMessage("dup(): EBADF (9)");
        assertThatThrownBy(socket::state).isInstanceOf(ErrnoException.class);
        socket.close();
    }

    @Test
    void aClosedSocketLeavesTheNextOwnerOfItsNumberAlone() throws Exception {
        RawSocket first = RawSocket.tcp4();
        first.close();
        List<RawSocket> later = new ArrayList<>();
        while (later.stream().noneMatch(socket -> socket.fd() == first.fd()) && later.size() < 200) {
            later.add(RawSocket.tcp4());
        }
        assertThat(first.closeNow().failedWith(Errno.EBADF)).isTrue();
        assertThat(later)
                .allSatisfy(socket -> assertThat(socket.closeNow().ok()).isTrue());
    }

    @Test
    void theConnectionLivesUntilItsLastDescriptorCloses() throws Exception {
        try (Connection connection = Connection.ipv4();
                RawSocket second = connection.server().dup()) {
            connection.server().closeNow().orThrow();
            assertThat(connection.client().state()).isEqualTo(TcpState.ESTABLISHED);
            connection.client().send(new byte[3]).orThrow();
            assertThat(second.recv(3).value()).isEqualTo(3);
            second.closeNow().orThrow();
            assertThat(connection.client().recv(1)).hasToString("recv(1) = 0");
        }
    }

    @Test
    void aCallUnderWaySurvivesTheClose() throws Exception {
        try (Connection connection = Connection.ipv4();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            RawSocket server = connection.server();
            Future<CallResult> reading = executor.submit(() -> server.recv(10));
            Threads.awaitCallOn(server.fd());

            assertThat(server.closeNow().ok()).isTrue();
            assertThat(server.recv(1).failedWith(Errno.EBADF)).isTrue();
            assertThat(connection.client().state()).isEqualTo(TcpState.ESTABLISHED);
            assertThatNumberIsReserved(server.fd());

            connection.client().send(new byte[5]).orThrow();
            assertThat(reading.get()).hasToString("recv(10) = 5");
            assertThat(connection.client().recv(1)).hasToString("recv(1) = 0");
        }
    }

    private static void assertThatNumberIsReserved(int number) throws ErrnoException {
        List<RawSocket> opened = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            opened.add(RawSocket.tcp4());
        }
        assertThat(opened).extracting(RawSocket::fd).doesNotContain(number);
        opened.forEach(RawSocket::close);
    }

    @Test
    void aShutdownEndsABlockedReceive() throws Exception {
        try (Connection connection = Connection.ipv4();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<CallResult> reading =
                    executor.submit(() -> connection.server().recv(10));
            Threads.awaitCallOn(connection.server().fd());
            connection.server().shutdown(Shutdown.RD).orThrow();
            assertThat(reading.get()).hasToString("recv(10) = 0");
        }
    }

    @Test
    void noCallReachesASocketThatTookTheNumber() throws Exception {
        for (int round = 0; round < 100; round++) {
            try (Connection victim = Connection.ipv4()) {
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendUntilClosed(victim.client()));
                victim.client().close();
                try (Connection heir = Connection.ipv4()) {
                    sending.get(LONG.toSeconds(), TimeUnit.SECONDS);
                    assertThat(heir.server().unread().value()).isZero();
                    assertThat(heir.client().unread().value()).isZero();
                }
            }
        }
    }

    private static void sendUntilClosed(RawSocket socket) {
        CallResult sent;
        do {
            sent = socket.send(new byte[1], MessageFlag.MSG_DONTWAIT);
        } while (!sent.failedWith(Errno.EBADF));
    }

    @Test
    void aSocketInRepairModeVanishesInSilence() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            CallResult repair = connection.server().setRepair(true);
            assumeTrue(repair.ok(), "repair mode needs CAP_NET_ADMIN: " + repair);
            connection.server().closeNow().orThrow();
            assertThat(connection.client().poll(Duration.ZERO, PollEvent.IN, PollEvent.RDHUP))
                    .hasToString("poll(IN|RDHUP, 0) = 0");
            assertThat(connection.client().send(new byte[1]).ok()).isTrue();
            assertThat(connection.client().recv(1)).hasToString("recv(1) = -1 ECONNRESET");
        }
    }

    @Test
    void repairModeIsRefusedWithoutPrivilege() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            CallResult repair = socket.setRepair(true);
            assumeTrue(!repair.ok(), "this process has CAP_NET_ADMIN, so nothing is refused");
            assertThat(repair).hasToString("setsockopt(TCP_REPAIR, 1) = -1 EPERM");
        }
    }
}
