package dev.finwait.linux.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.finwait.linux.socket.BpfFilter;
import dev.finwait.linux.socket.BpfFilter.Instruction;
import dev.finwait.linux.socket.RawSocket;
import dev.finwait.server.GracefulListener;
import dev.finwait.server.StopBudget;
import dev.finwait.server.StopReport;
import dev.finwait.server.spi.ListenerHandle;
import dev.finwait.server.spi.StoppedAdmission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class ListenerAdmissionTest {
    private static final int TIMEOUT_MILLIS = 60_000;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "::"})
    void newcomersAreKeptAwayAndWhoWaitsIsNot(String address) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getByName(address));
                Socket waiting = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            StoppedAdmission stopped = stop(listener, false).orElseThrow();

            assertThat(stopped.means()).isEqualTo(StoppedAdmission.Means.MINIMUM_TTL);
            assertThat(stopped.queued()).hasValue(1);
            assertNobodyGetsIn(listener);
            await().until(stopped::isSettled);
            assertTalks(accept(listener, stopped), waiting);
            assertThat(stopped.queued()).hasValue(0);
        }
    }

    @Test
    void theFilterIsUsedWhereItIsAllowed() throws Exception {
        try (ServerSocket listener = listen()) {
            StoppedAdmission stopped = stop(listener, true).orElseThrow();

            assertThat(stopped.means())
                    .isEqualTo(
                            isFilterAllowed() ? StoppedAdmission.Means.SYN_FILTER : StoppedAdmission.Means.MINIMUM_TTL);
            assertNobodyGetsIn(listener);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListenerBesideItOnThePortGoesOn(boolean filterAllowed) throws Exception {
        ServerSocket old = listenShared(0);
        try (ServerSocket successor = listenShared(old.getLocalPort())) {
            boolean reuse = old.getReuseAddress();

            assertThat(stop(old, filterAllowed)).isPresent();

            assertThat(old.getReuseAddress()).isEqualTo(reuse);
            old.close();
            try (Socket client = new Socket(successor.getInetAddress(), successor.getLocalPort());
                    Socket accepted = successor.accept()) {
                assertTalks(accepted, client);
            }
        }
    }

    @Test
    void aHandshakeUnderWayIsWaitedForAndItsConnectionDoesNotStarve() throws Exception {
        Assumptions.assumeTrue(isFilterAllowed(), "needs CAP_NET_ADMIN to hold a handshake up");
        try (ServerSocket listener = listen();
                RawSocket client = RawSocket.tcp4()) {
            client.setNonBlocking(true);
            client.setFilter(dropAll()).orThrow();
            client.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
            StoppedAdmission stopped = stop(listener, false).orElseThrow();
            assertThat(stopped.isSettled()).isFalse();
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            assertThat(stopped.isSettled()).isFalse();

            // The server sends its SYN-ACK again.
            client.removeFilter().orThrow();
            await().until(stopped::isSettled);

            try (Socket accepted = accept(listener, stopped)) {
                client.setNonBlocking(false);
                client.send(new byte[] {'x'}).orThrow();
                assertThat(accepted.getInputStream().read()).isEqualTo('x');
            }
        }
    }

    @Test
    void aClosedListenerIsNotFound() throws Exception {
        try (ServerSocket listener = listen()) {
            ListenerHandle handle = handle(listener);
            ListenerAdmission admission = new ListenerAdmission();
            assertThat(admission.stop(handle)).isEmpty();
            assertThat(admission.isAvailable()).isTrue();
            assertThat(listener.isBound()).isTrue();
        }
        ServerSocket closed = listen();
        closed.close();
        assertThat(stop(closed, true)).isEmpty();
    }

    @Test
    void aGracefulStopServesWhoWaitsAndKnowsThatNobodyWasReset() throws Exception {
        try (ServerSocket listener = listen();
                Socket waiting = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            waiting.getOutputStream().write('q');
            waiting.shutdownOutput();

            StopReport report = GracefulListener.over(listener).stop(StopBudget.DEFAULT);

            assertThat(report.method().isSealed()).isTrue();
            assertThat(report.acceptedWhileStopping()).isEqualTo(1);
            assertThat(report.leftInQueue()).hasValue(0);
            assertThat(report.isClean()).isTrue();
            waiting.setSoTimeout(TIMEOUT_MILLIS);
            assertThat(waiting.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Optional<StoppedAdmission> stop(ServerSocket listener, boolean filterAllowed) {
        ListenerAdmission admission = new ListenerAdmission(filterAllowed);
        assertThat(admission.isAvailable()).isTrue();
        return admission.stop(handle(listener));
    }

    private static Socket accept(ServerSocket listener, StoppedAdmission stopped) throws IOException {
        listener.setSoTimeout(TIMEOUT_MILLIS);
        Socket accepted = listener.accept();
        accepted.setSoTimeout(TIMEOUT_MILLIS);
        stopped.release((InetSocketAddress) accepted.getLocalSocketAddress(), (InetSocketAddress)
                accepted.getRemoteSocketAddress());
        return accepted;
    }

    /// Silence cannot be waited for; a listener that let newcomers in would do so within microseconds.
    private static void assertNobodyGetsIn(ServerSocket listener) throws IOException {
        try (Socket late = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> late.connect(address, 200));
        }
    }

    private static void assertTalks(Socket accepted, Socket client) throws IOException {
        client.setSoTimeout(TIMEOUT_MILLIS);
        accepted.setSoTimeout(TIMEOUT_MILLIS);
        client.getOutputStream().write('q');
        assertThat(accepted.getInputStream().read()).isEqualTo('q');
        accepted.getOutputStream().write('a');
        assertThat(client.getInputStream().read()).isEqualTo('a');
    }

    private static boolean isFilterAllowed() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            return socket.setFilter(dropAll()).ok();
        }
    }

    private static BpfFilter dropAll() {
        return BpfFilter.of(new Instruction(0x06, 0, 0, 0));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    private static ServerSocket listenShared(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
        listener.setSoTimeout(TIMEOUT_MILLIS);
        return listener;
    }

    private static ListenerHandle handle(ServerSocket listener) {
        return new ListenerHandle() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
            }

            @Override
            public boolean reuseAddress() throws IOException {
                return listener.getReuseAddress();
            }

            @Override
            public void reuseAddress(boolean on) throws IOException {
                listener.setReuseAddress(on);
            }
        };
    }
}
