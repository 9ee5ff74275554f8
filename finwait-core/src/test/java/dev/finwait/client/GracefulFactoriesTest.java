package dev.finwait.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class GracefulFactoriesTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int TIMEOUT_MILLIS = 60_000;
    /// What has arrived is drained, and the peer is not waited for.
    private static final CloseBudget NO_WAIT = new CloseBudget(Duration.ofMinutes(1), Duration.ZERO, Long.MAX_VALUE);

    @Test
    void aClientSocketDrainsWhatItsOwnerDidNotRead() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, HERE);
                Socket client = new GracefulSocketFactory(NO_WAIT).createSocket(HERE, listener.getLocalPort());
                Socket server = listener.accept()) {
            server.setSoTimeout(TIMEOUT_MILLIS);
            server.getOutputStream().write(new byte[1000]);
            server.shutdownOutput();
            await().until(() -> client.getInputStream().available() == 1000);

            closeByLibrary(client);

            assertThat(client.isClosed()).isTrue();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            // After a reset this would fail, at the latest the second time.
            assertThat(server.isClosed()).isFalse();
        }
    }

    @Test
    void anAcceptedSocketDrainsWhatItsOwnerDidNotRead() throws Exception {
        List<CloseReport> reports = new ArrayList<>();
        try (ServerSocket listener = GracefulServerSocketFactory.handingTo(
                                socket -> reports.add(GracefulClose.close(socket)))
                        .createServerSocket(0, 1, HERE);
                Socket client = new Socket(HERE, listener.getLocalPort());
                Socket server = listener.accept()) {
            client.getOutputStream().write(new byte[1000]);
            client.shutdownOutput();

            closeByLibrary(server);

            assertThat(reports).hasSize(1);
            assertThat(reports.get(0).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(reports.get(0).bytesDrained()).isEqualTo(1000);
            assertThat(server.isClosed()).isTrue();
        }
    }

    @Test
    void aSocketIsHandedOverOnceAndStaysOpenUntilItIsClosedThere() throws Exception {
        List<Socket> taken = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 1, HERE);
                Socket client =
                        GracefulSocketFactory.handingTo(taken::add).createSocket(HERE, listener.getLocalPort());
                Socket server = listener.accept()) {
            closeByLibrary(client);
            assertThat(client.isClosed()).isFalse();
            assertThat(taken).containsExactly(client);

            closeByLibrary(client);
            assertThat(client.isClosed()).isTrue();
            assertThat(taken).hasSize(1);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aTakerThatFailsLeavesNoOpenSocket() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, HERE);
                Socket client = GracefulSocketFactory.handingTo(socket -> {
                            throw new IllegalStateException("full");
                        })
                        .createSocket(HERE, listener.getLocalPort())) {
            assertThatIllegalStateException().isThrownBy(client::close).withMessage("full");
            assertThat(client.isClosed()).isTrue();
        }
    }

    private static void closeByLibrary(Socket socket) throws IOException {
        socket.close();
    }

    @Test
    void unconnectedAndRefusedSocketsAreJustClosed() throws Exception {
        GracefulSocketFactory factory = GracefulSocketFactory.handingTo(socket -> {
            throw new AssertionError("never connected");
        });
        try (Socket socket = factory.createSocket()) {
            assertThat(socket.isConnected()).isFalse();
        }
        int port;
        try (ServerSocket listener = new ServerSocket(0, 1, HERE)) {
            port = listener.getLocalPort();
        }
        assertThatIOException().isThrownBy(() -> factory.createSocket(HERE, port));
    }

    @Test
    void everyWayToMakeASocketConnectsIt() throws Exception {
        GracefulSocketFactory factory = new GracefulSocketFactory(NO_WAIT);
        try (ServerSocket listener = new ServerSocket(0, 8, HERE);
                Socket byName = factory.createSocket("localhost", listener.getLocalPort());
                Socket boundByName = factory.createSocket("localhost", listener.getLocalPort(), HERE, 0);
                Socket bound = factory.createSocket(HERE, listener.getLocalPort(), HERE, 0)) {
            assertThat(List.of(byName, boundByName, bound)).allMatch(Socket::isConnected);
        }
    }

    @Test
    void everyWayToMakeAServerSocketBindsIt() throws Exception {
        GracefulServerSocketFactory factory = new GracefulServerSocketFactory(NO_WAIT);
        try (ServerSocket unbound = factory.createServerSocket();
                ServerSocket onAll = factory.createServerSocket(0);
                ServerSocket withBacklog = factory.createServerSocket(0, 5)) {
            assertThatIOException().isThrownBy(unbound::accept).isInstanceOf(SocketException.class);
            assertThat(List.of(onAll, withBacklog)).allMatch(ServerSocket::isBound);
            int taken = onAll.getLocalPort();
            assertThatIOException().isThrownBy(() -> factory.createServerSocket(taken));
        }
    }
}
