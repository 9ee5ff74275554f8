package dev.finwait.linux.socket;

import static dev.finwait.linux.Connection.LONG;
import static dev.finwait.linux.socket.MessageFlag.MSG_DONTWAIT;
import static dev.finwait.linux.socket.MessageFlag.MSG_PEEK;
import static dev.finwait.linux.socket.MessageFlag.MSG_TRUNC;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.Connection;
import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.tcp.TcpInfo;
import dev.finwait.linux.tcp.TcpState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class RawSocketTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(Connection.ip("127.0.0.1"), 0);

    @ParameterizedTest
    @EnumSource
    void bytesSentAreReceived(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            assertThat(connection.client().send("hello".getBytes(US_ASCII))).hasToString("send(5) = 5");
            byte[] bytes = new byte[16];
            assertThat(connection.server().recv(bytes)).hasToString("recv(16) = 5");
            assertThat(new String(bytes, 0, 5, US_ASCII)).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesKnowBothAddresses(Connection.Family family) throws Exception {
        try (Connection connection = Connection.of(family)) {
            assertThat(connection.client().localAddress())
                    .isEqualTo(connection.server().remoteAddress());
            assertThat(connection.client().remoteAddress())
                    .isEqualTo(connection.server().localAddress());
            assertThat(connection.client().remoteAddress().getAddress() instanceof Inet4Address)
                    .isEqualTo(family != Connection.Family.IPV6);
        }
    }

    @Test
    void nativeMemoryIsSentAndReceivedInPlace() throws Exception {
        try (Connection connection = Connection.ipv4();
                Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocateFrom("abc", US_ASCII);
            MemorySegment in = arena.allocate(10);
            assertThat(connection.client().send(out)).hasToString("send(4) = 4");
            assertThat(connection.server().recv(in)).hasToString("recv(10) = 4");
            assertThat(in.getString(0, US_ASCII)).isEqualTo("abc");
        }
    }

    @Test
    void heapMemoryIsRefused() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            MemorySegment heap = MemorySegment.ofArray(new byte[3]);
            assertThatThrownBy(() -> socket.send(heap)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> socket.recv(heap)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anUnresolvedAddressIsRefused() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
            assertThatThrownBy(() -> socket.connect(unresolved))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nowhere.invalid");
            assertThat(socket.localAddress().getPort()).isZero();
        }
    }

    @Test
    void aClosedPortRefusesTheConnection() throws Exception {
        try (RawSocket unheard = RawSocket.tcp4();
                RawSocket client = RawSocket.tcp4()) {
            unheard.bind(ANY_PORT).orThrow();
            CallResult result = client.connect(unheard.localAddress());
            assertThat(result.errnoName()).isEqualTo("ECONNREFUSED");
            assertThat(result.errno()).isEqualTo(111);
        }
    }

    @Test
    void anAddressInUseCannotBeBoundAgain() throws Exception {
        try (Connection connection = Connection.ipv4();
                RawSocket second = RawSocket.tcp4()) {
            assertThat(second.bind(connection.listener().localAddress()).failedWith(Errno.EADDRINUSE))
                    .isTrue();
        }
    }

    @Test
    void callsThatNeedAConnectionFailWithoutOne() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            assertThat(socket.recv(1).errnoName()).isEqualTo("ENOTCONN");
            assertThat(socket.send(new byte[1]).errnoName()).isEqualTo("EPIPE");
            assertThat(socket.shutdown(Shutdown.RDWR)).hasToString("shutdown(SHUT_RDWR) = -1 ENOTCONN");
            assertThat(socket.accept().result().errnoName()).isEqualTo("EINVAL");
            assertThatThrownBy(() -> socket.accept().orThrow()).isInstanceOf(ErrnoException.class);
            assertThatThrownBy(socket::remoteAddress).hasMessage("getpeername(): ENOTCONN (107)");
            assertThat(socket.state()).isEqualTo(TcpState.CLOSE);
        }
    }

    @Test
    void aConnectedSocketCannotConnectOrListen() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection
                            .client()
                            .connect(connection.listener().localAddress())
                            .failedWith(Errno.EISCONN))
                    .isTrue();
            assertThat(connection.client().listen(1).errnoName()).isEqualTo("EINVAL");
        }
    }

    @Test
    void aNonBlockingReceiveGivesEagain() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection.server().recv(10, MSG_DONTWAIT)).hasToString("recv(10, MSG_DONTWAIT) = -1 EAGAIN");
            assertThat(connection.server().setNonBlocking(true)).hasToString("ioctl(FIONBIO, 1) = 0");
            assertThat(connection.server().recv(10)).hasToString("recv(10) = -1 EAGAIN");
            assertThat(connection.listener().setNonBlocking(true).ok()).isTrue();
            assertThat(connection.listener().accept().result()).hasToString("accept() = -1 EAGAIN");
        }
    }

    @Test
    void aReceiveTimeoutEndsTheWait() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection.server().setReceiveTimeout(Duration.ofMillis(1500)))
                    .hasToString("setsockopt(SO_RCVTIMEO, {1, 500000}) = 0");
            connection.server().setReceiveTimeout(Duration.ofMillis(20)).orThrow();
            assertThat(connection.server().recv(10).failedWith(Errno.EAGAIN)).isTrue();
        }
    }

    @Test
    void aSendTimeoutEndsTheWait() throws Exception {
        try (Connection connection = Connection.narrow(Connection.Family.IPV4)) {
            Connection.fill(connection.client());
            connection.client().setNonBlocking(false).orThrow();
            connection.client().setSendTimeout(Duration.ofMillis(20)).orThrow();

            CallResult sent = connection.client().send(new byte[100_000]);
            while (sent.ok()) {
                // What the peer acknowledged late has made room for some more; nobody reads, so that comes to an end.
                sent = connection.client().send(new byte[100_000]);
            }
            assertThat(sent.failedWith(Errno.EAGAIN)).isTrue();
        }
    }

    @Test
    void peekingLeavesTheData() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            connection.client().send(new byte[10]).orThrow();
            assertThat(connection.server().recv(4, MSG_PEEK)).hasToString("recv(4, MSG_PEEK) = 4");
            assertThat(connection.server().unread()).hasToString("ioctl(FIONREAD) = 10");
        }
    }

    @Test
    void truncatingDiscardsTheData() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            connection.client().send("drop keep".getBytes(US_ASCII)).orThrow();
            assertThat(connection.server().recv(5, MSG_TRUNC, MSG_DONTWAIT))
                    .hasToString("recv(5, MSG_TRUNC|MSG_DONTWAIT) = 5");
            byte[] rest = new byte[4];
            assertThat(connection.server().recv(rest).value()).isEqualTo(4);
            assertThat(rest).asString(US_ASCII).isEqualTo("keep");
        }
    }

    @Test
    void aHalfCloseEndsTheStreamAndForbidsSending() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection.client().shutdown(Shutdown.WR)).hasToString("shutdown(SHUT_WR) = 0");
            assertThat(connection.server().recv(1)).hasToString("recv(1) = 0");
            assertThat(connection.client().send(new byte[1])).hasToString("send(1) = -1 EPIPE");
            assertThat(connection.server().send(new byte[1]).ok()).isTrue();
            assertThat(connection.server().state()).isEqualTo(TcpState.CLOSE_WAIT);
        }
    }

    @Test
    void aResetIsTakenByWhoeverAsksFirst() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection.server().setLinger(true, 0)).hasToString("setsockopt(SO_LINGER, {1, 0}) = 0");
            connection.server().closeNow().orThrow();
            assertThat(connection.client().poll(LONG, PollEvent.IN).has(PollEvent.ERR))
                    .isTrue();
            assertThat(connection.client().soError()).hasToString("getsockopt(SO_ERROR) = 104");
            assertThat(connection.client().soError().value()).isZero();
            assertThat(connection.client().recv(1).value()).isZero();
        }
    }

    @Test
    void closingWithUnreadBytesResets() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            connection.client().send(new byte[1]).orThrow();
            assertThat(connection.server().poll(LONG, PollEvent.IN)).hasToString("poll(IN, 20000) = 1 (IN)");
            connection.server().closeNow().orThrow();
            assertThat(connection.client().recv(1)).hasToString("recv(1) = -1 ECONNRESET");
        }
    }

    @Test
    void disconnectingResetsThePeer() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection.server().disconnect()).hasToString("connect(AF_UNSPEC) = 0");
            assertThat(connection.client().recv(1).failedWith(Errno.ECONNRESET)).isTrue();
        }
    }

    @Test
    void pollTellsWhatIsThere() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection.client().poll(Duration.ZERO, PollEvent.IN)).hasToString("poll(IN, 0) = 0");
            assertThat(connection.client().poll(LONG, PollEvent.IN, PollEvent.OUT))
                    .hasToString("poll(IN|OUT, 20000) = 1 (OUT)");
            connection.server().shutdown(Shutdown.WR).orThrow();
            assertThat(connection
                            .client()
                            .poll(Duration.ofNanos(-1), PollEvent.IN, PollEvent.RDHUP)
                            .events())
                    .containsExactly(PollEvent.IN, PollEvent.RDHUP);
        }
    }

    @Test
    void optionsAreReadBackAsSet() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            assertThat(socket.setNoDelay(true)).hasToString("setsockopt(TCP_NODELAY, 1) = 0");
            assertThat(socket.getOption(SocketOption.TCP_NODELAY).value()).isEqualTo(1);
            socket.setSendBuffer(20_000).orThrow();
            assertThat(socket.getOption(SocketOption.SO_SNDBUF).value()).isEqualTo(40_000);
            socket.setOption(SocketOption.TCP_LINGER2, -1).orThrow();
            assertThat((int) socket.getOption(SocketOption.TCP_LINGER2).value()).isEqualTo(-1);
        }
    }

    @Test
    void anUnknownOptionIsRefused() throws Exception {
        try (RawSocket socket = RawSocket.tcp4()) {
            assertThat(socket.setOption(SocketOption.of(6, 9999), 1))
                    .hasToString("setsockopt(6, 9999, 1) = -1 ENOPROTOOPT");
            assertThat(socket.getOption(SocketOption.of(6, 9999)).errnoName()).isEqualTo("ENOPROTOOPT");
        }
    }

    @Test
    void theSendQueueHoldsWhatThePeerDoesNotTake() throws Exception {
        try (Connection connection = Connection.narrow(Connection.Family.IPV4)) {
            long taken = Connection.fill(connection.client());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    connection.client().unacknowledged().value()
                                            + connection.server().unread().value())
                            .isEqualTo(taken));
            assertThat(connection.client().unsent().value())
                    .isPositive()
                    .isLessThanOrEqualTo(connection.client().unacknowledged().value());
        }
    }

    @Test
    void aListenerHasNoQueues() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            assertThat(connection.listener().unread()).hasToString("ioctl(FIONREAD) = -1 EINVAL");
        }
    }

    @Test
    void theKernelKnowsTheConnection() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            connection.client().send(new byte[1000]).orThrow();
            connection.server().recv(1000).orThrow();
            await().atMost(LONG)
                    .until(() -> connection.client().unacknowledged().value() == 0);
            TcpInfo info = connection.client().tcpInfo();
            assertThat(info.state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(info.rtt()).isPositive();
            assertThat(info.sendMss()).isPositive();
            assertThat(info.unackedSegments()).isZero();
            // The SYN counts as one.
            assertThat(info.bytesAcked()).hasValue(1001);
            assertThat(connection.server().tcpInfo().bytesReceived()).hasValue(1000);
        }
    }

    @Test
    void receivingIntoHeapArraysKeepsTruncatedBytesOut() throws Exception {
        try (Connection connection = Connection.ipv4()) {
            connection.client().send("secret".getBytes(US_ASCII)).orThrow();
            byte[] bytes = new byte[6];
            assertThat(connection.server().recv(bytes, MSG_TRUNC).value()).isEqualTo(6);
            assertThat(bytes).containsOnly(0);
        }
    }

    @Test
    void largeBlocksArriveWhole() throws Exception {
        try (Connection connection = Connection.ipv4();
                Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(20_000).fill((byte) 7);
            assertThat(connection.client().send(block, MessageFlag.MSG_MORE).value())
                    .isEqualTo(20_000);
            MemorySegment in = arena.allocate(20_000);
            assertThat(connection.server().recv(in, MessageFlag.MSG_WAITALL).value())
                    .isEqualTo(20_000);
            assertThat(in.toArray(ValueLayout.JAVA_BYTE)).containsOnly(7);
        }
    }
}
