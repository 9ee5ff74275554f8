package dev.finwait.linux.diag;

import static dev.finwait.linux.Connection.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.linux.Connection;
import dev.finwait.linux.tcp.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK's sockets are IPv6 ones that talk to IPv4 peers too, unless told otherwise.
@Timeout(120)
class JavaSocketsTest {
    private SocketDiagnostics diagnostics;

    @BeforeEach
    void open() {
        Optional<SocketDiagnostics> opened = SocketDiagnostics.open();
        assumeTrue(opened.isPresent(), "this kernel or sandbox has no socket diagnostics");
        diagnostics = opened.get();
    }

    @AfterEach
    void close() {
        if (diagnostics != null) {
            diagnostics.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aSocketIsFoundByItsAddresses(String host) throws Exception {
        try (ServerSocket listener = listenOn(host);
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            client.getOutputStream().write(new byte[42]);
            await().atMost(LONG).until(() -> server.getInputStream().available() == 42);
            assertThat(query(server).orElseThrow().unreadBytes()).isEqualTo(42);
            assertThat(query(client).orElseThrow().isAllAcknowledged()).isTrue();
        }
    }

    @Test
    void aChannelIsFoundInEitherFamily() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            listener.bind(new InetSocketAddress(Connection.ip("127.0.0.1"), 0));
            try (SocketChannel dual = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel plain = listener.accept()) {
                plain.write(ByteBuffer.allocate(7));
                InetSocketAddress here = (InetSocketAddress) dual.getLocalAddress();
                InetSocketAddress there = (InetSocketAddress) dual.getRemoteAddress();
                await().atMost(LONG)
                        .until(() ->
                                diagnostics.query(here, there).orElseThrow().unreadBytes() == 7);
                assertThat(diagnostics.query(there, here).orElseThrow().state()).isEqualTo(TcpState.ESTABLISHED);
            }
        }
    }

    @Test
    @SuppressWarnings("try")
    void aSocketIsFollowedPastItsClose() throws Exception {
        try (ServerSocket listener = listenOn("127.0.0.1");
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            InetSocketAddress local = (InetSocketAddress) client.getLocalSocketAddress();
            InetSocketAddress remote = (InetSocketAddress) client.getRemoteSocketAddress();
            client.close();
            await().atMost(LONG)
                    .until(() -> diagnostics.query(local, remote).orElseThrow().state() == TcpState.FIN_WAIT2);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            server.close();
            await().atMost(LONG)
                    .until(() -> diagnostics.query(local, remote).orElseThrow().state() == TcpState.TIME_WAIT);
        }
    }

    private static ServerSocket listenOn(String host) throws IOException {
        InetAddress ip = Connection.ip(host);
        try {
            return new ServerSocket(0, 8, ip);
        } catch (SocketException e) {
            assumeTrue(!host.contains(":"), "IPv6 is off on loopback: " + e.getMessage());
            throw e;
        }
    }

    private Optional<SocketStatus> query(Socket socket) throws IOException {
        return diagnostics.query((InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                socket.getRemoteSocketAddress());
    }
}
