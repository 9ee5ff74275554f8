package dev.finwait.error;

import static dev.finwait.error.Operation.CONNECT;
import static dev.finwait.error.Operation.READ;
import static dev.finwait.error.Operation.UNKNOWN;
import static dev.finwait.error.Operation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Every exception here is raised by this JDK and this kernel, none is made up.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RealExceptionsTest {
    @Test
    void aSocketReadsAReset() throws Exception {
        Loopback.connected((near, peer) -> {
            Loopback.reset(peer);
            assertReads(() -> Loopback.readAll(near), SocketError.RESET_BY_PEER, READ, "Connection reset");
        });
    }

    @Test
    void aChannelReadsAReset() throws Exception {
        Loopback.connectedChannel((near, peer) -> {
            Loopback.reset(peer);
            assertReads(() -> Loopback.readAll(near), SocketError.RESET_BY_PEER, READ, "Connection reset");
        });
    }

    @Test
    void anAsynchronousChannelReadsAReset() throws Exception {
        Loopback.connectedAsynchronousChannel((near, peer) -> {
            Loopback.reset(peer);
            assertReads(
                    () -> near.read(ByteBuffer.allocate(1)).get(), SocketError.RESET_BY_PEER, READ, "Connection reset");
        });
    }

    @Test
    void aSocketWritesIntoAReset() throws Exception {
        Loopback.connected((near, peer) -> {
            Loopback.reset(peer);
            assertReads(
                    () -> Loopback.writeUntilItFails(near),
                    SocketError.RESET_BY_PEER,
                    WRITE,
                    "Connection reset by peer");
            assertReads(() -> Loopback.writeUntilItFails(near), SocketError.BROKEN_PIPE, WRITE, "Broken pipe");
        });
    }

    @Test
    void aChannelWritesIntoAReset() throws Exception {
        Loopback.connectedChannel((near, peer) -> {
            Loopback.reset(peer);
            assertReads(
                    () -> Loopback.writeUntilItFails(near),
                    SocketError.RESET_BY_PEER,
                    WRITE,
                    "Connection reset by peer");
            assertReads(() -> Loopback.writeUntilItFails(near), SocketError.BROKEN_PIPE, WRITE, "Broken pipe");
        });
    }

    @Test
    void anAsynchronousChannelWritesIntoAReset() throws Exception {
        Loopback.connectedAsynchronousChannel((near, peer) -> {
            Loopback.reset(peer);
            assertReads(
                    () -> near.write(ByteBuffer.wrap(new byte[1])).get(),
                    SocketError.RESET_BY_PEER,
                    WRITE,
                    "Connection reset by peer");
        });
    }

    @Test
    void aSocketOfThisProcessIsClosed() throws Exception {
        Loopback.connected((near, peer) -> {
            near.close();
            assertReads(near::getInputStream, SocketError.CLOSED_LOCALLY, UNKNOWN, "Socket is closed");
        });
    }

    @Test
    void aStreamOfAClosedSocketIsClosed() throws Exception {
        Loopback.connected((near, peer) -> {
            InputStream in = near.getInputStream();
            near.close();
            assertReads(in::read, SocketError.CLOSED_LOCALLY, READ, "Socket closed");
        });
    }

    @Test
    void aChannelOfThisProcessIsClosed() throws Exception {
        Loopback.connectedChannel((near, peer) -> {
            near.close();
            assertReads(() -> Loopback.readAll(near), SocketError.CLOSED_LOCALLY, READ, "ClosedChannelException");
        });
    }

    @Test
    void anInterruptClosesAChannel() throws Exception {
        Loopback.connectedChannel((near, peer) -> {
            Thread.currentThread().interrupt();
            try {
                assertReads(
                        () -> Loopback.readAll(near), SocketError.CLOSED_LOCALLY, READ, "ClosedByInterruptException");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        });
    }

    @Test
    void aDirectionIsShutDown() throws Exception {
        Loopback.connected((near, peer) -> {
            OutputStream out = near.getOutputStream();
            near.shutdownOutput();
            assertReads(() -> out.write(1), SocketError.BROKEN_PIPE, WRITE, "Broken pipe");
            assertReads(near::getOutputStream, SocketError.SHUT_DOWN_LOCALLY, UNKNOWN, "Socket output is shutdown");
            assertReads(near::shutdownOutput, SocketError.SHUT_DOWN_LOCALLY, UNKNOWN, "already shutdown");
            near.shutdownInput();
            assertReads(near::getInputStream, SocketError.SHUT_DOWN_LOCALLY, UNKNOWN, "Socket input is shutdown");
        });
    }

    @Test
    void aChannelWritesAfterItsOwnShutdown() throws Exception {
        Loopback.connectedChannel((near, peer) -> {
            near.shutdownOutput();
            assertReads(
                    () -> Loopback.writeUntilItFails(near),
                    SocketError.CLOSED_LOCALLY,
                    WRITE,
                    "AsynchronousCloseException");
        });
    }

    @Test
    void aReadTimesOut() throws Exception {
        Loopback.connected((near, peer) -> {
            near.setSoTimeout(1);
            assertReads(() -> Loopback.readAll(near), SocketError.TIMED_OUT, READ, "Read timed out");
        });
    }

    @Test
    void anAcceptTimesOut() throws Exception {
        try (ServerSocket listener = Loopback.listener()) {
            listener.setSoTimeout(1);
            assertReads(listener::accept, SocketError.TIMED_OUT, UNKNOWN, "Accept timed out");
        }
    }

    @Test
    void aConnectIsRefused() throws Exception {
        InetSocketAddress nobody = Loopback.closedPort();
        assertReads(
                () -> new Socket(nobody.getAddress(), nobody.getPort()).close(),
                SocketError.REFUSED,
                CONNECT,
                "Connection refused");
        assertReads(() -> SocketChannel.open(nobody).close(), SocketError.REFUSED, CONNECT, "Connection refused");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNetworkIsUnreachable() throws Exception {
        // The kernel refuses a TCP connect to the broadcast address before any packet is sent.
        InetSocketAddress broadcast = new InetSocketAddress("255.255.255.255", 9);
        assertReads(
                () -> SocketChannel.open(broadcast).close(),
                SocketError.UNREACHABLE,
                CONNECT,
                "Network is unreachable");
    }

    @Test
    void aPortIsTaken() throws Exception {
        try (ServerSocket listener = Loopback.listener()) {
            assertReads(
                    () -> new ServerSocket(listener.getLocalPort(), 1, listener.getInetAddress()).close(),
                    SocketError.ADDRESS_IN_USE,
                    UNKNOWN,
                    "Address already in use");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anAddressIsNotOfThisMachine() {
        assertReads(
                () -> new ServerSocket(0, 1, InetAddress.getByName("203.0.113.7")).close(),
                SocketError.ADDRESS_NOT_AVAILABLE,
                UNKNOWN,
                "Cannot assign requested address");
    }

    @Test
    void aSocketIsNotConnected() throws Exception {
        try (Socket socket = new Socket();
                SocketChannel channel = SocketChannel.open()) {
            assertReads(socket::getInputStream, SocketError.NOT_CONNECTED, UNKNOWN, "Socket is not connected");
            assertReads(() -> Loopback.readAll(channel), SocketError.NOT_CONNECTED, READ, "NotYetConnectedException");
        }
    }

    @Test
    void aStreamEndsTooEarly() throws Exception {
        Loopback.connected((near, peer) -> {
            peer.close();
            assertReads(
                    () -> new DataInputStream(near.getInputStream()).readInt(),
                    SocketError.UNEXPECTED_END,
                    READ,
                    "EOFException");
        });
    }

    @Test
    void aServerEndsInsteadOfAnswering() throws Exception {
        withHangUpServer(address -> assertReads(
                () -> new URL("http", address.getHostString(), address.getPort(), "/")
                        .openStream()
                        .close(),
                SocketError.UNEXPECTED_END,
                READ,
                "Unexpected end of file from server"));
    }

    @Test
    void aServerEndsTheTlsHandshake() throws Exception {
        withHangUpServer(address -> assertReads(
                () -> handshake(address), SocketError.UNEXPECTED_END, READ, "SSL peer shut down incorrectly"));
    }

    @Test
    void aTlsSocketReadsAReset() throws Exception {
        Loopback.connected((near, peer) -> {
            Loopback.reset(peer);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket tls = (SSLSocket) factory.createSocket(near, "localhost", near.getPort(), true)) {
                ErrorReading reading = ErrorReading.of(catchThrowable(tls::startHandshake));
                assertThat(reading.error()).isIn(SocketError.RESET_BY_PEER, SocketError.BROKEN_PIPE);
            }
        });
    }

    @Test
    void aTruncatedTlsSessionHasNoCloseNotify() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        assertReads(
                engine::closeInbound,
                SocketError.UNEXPECTED_END,
                READ,
                "closing inbound before receiving peer's close_notify");
    }

    private static void assertReads(ThrowingCallable call, SocketError error, Operation operation, String words) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("the call must fail").isNotNull();
        ErrorReading reading = ErrorReading.of(thrown);
        assertThat(reading.error()).as(thrown.toString()).isEqualTo(error);
        assertThat(reading.operation()).as(() -> "operation of " + thrown).isEqualTo(operation);
        assertThat(reading.evidence()).contains(words);
        assertThat(SocketError.of(thrown)).isEqualTo(error);
        assertThat(TraceReading.of(printed(thrown)))
                .as("the printed stack trace reads like the exception")
                .hasValueSatisfying(trace -> assertThat(trace.reading()).isEqualTo(reading));
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private interface ServerUse {
        void use(InetSocketAddress address) throws Exception;
    }

    /// A server that reads a request and hangs up in an orderly way.
    private static void withHangUpServer(ServerUse test) throws Exception {
        ServerSocket listener = Loopback.listener();
        Thread server = new Thread(() -> hangUp(listener), "hang-up server");
        server.start();
        try (listener) {
            test.use((InetSocketAddress) listener.getLocalSocketAddress());
        } finally {
            server.join();
        }
    }

    private static void hangUp(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.shutdownOutput();
                Loopback.readAll(client);
            } catch (IOException ignore) {
                // The client or the listener is closed; the loop condition tells which.
            }
        }
    }

    private static void handshake(InetSocketAddress address) throws Exception {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket tls = (SSLSocket) factory.createSocket(address.getAddress(), address.getPort())) {
            tls.startHandshake();
        }
    }
}
