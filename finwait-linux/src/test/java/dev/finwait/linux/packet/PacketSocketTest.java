package dev.finwait.linux.packet;

import static dev.finwait.linux.Connection.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.linux.Connection;
import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.socket.BpfFilter;
import dev.finwait.linux.socket.BpfFilter.Instruction;
import dev.finwait.linux.socket.RawSocket;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PacketSocketTest {
    private static final int SYN = 0x02;
    private static final int FIN = 0x01;
    private static final int IPV4 = 0x0800;
    private static final int LOAD_SHORT = 0x28;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int WHOLE = 0x40000;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyPacketOfLoopbackIsGivenOnce(boolean direct) throws Exception {
        RawSocket listener = Connection.Family.IPV4.listener();
        try (PacketSocket capture = captureOf(listener, WHOLE);
                Connection connection = Connection.of(Connection.Family.IPV4, listener)) {
            int client = connection.client().localAddress().getPort();
            connection.client().closeNow().orThrow();
            List<Segment> segments = segmentsUntilFin(capture, client, direct);
            assertThat(segments.stream().filter(segment -> segment.has(SYN) && segment.source() == client))
                    .hasSize(1);
            assertThat(segments.stream().filter(segment -> segment.has(SYN))).hasSize(2);
            assertThat(segments).allMatch(segment -> !segment.packet().outgoing());
        }
    }

    @Test
    void aPacketCarriesTheTimeOfDayAndItsProtocol() throws Exception {
        RawSocket listener = Connection.Family.IPV4.listener();
        try (PacketSocket capture = captureOf(listener, WHOLE);
                Connection connection = Connection.of(Connection.Family.IPV4, listener)) {
            int client = connection.client().localAddress().getPort();
            connection.client().closeNow().orThrow();
            Packet packet = segmentsUntilFin(capture, client, true).getFirst().packet();
            Instant taken = Instant.ofEpochSecond(0, packet.timestampNanos());
            assertThat(Duration.between(taken, Instant.now()).abs()).isLessThan(Duration.ofHours(1));
            assertThat(packet.protocol()).isEqualTo(IPV4);
        }
    }

    @Test
    void whatTheBufferCannotHoldIsCutOff() throws Exception {
        RawSocket listener = Connection.Family.IPV4.listener();
        try (PacketSocket capture = captureOf(listener, WHOLE);
                Connection connection = Connection.of(Connection.Family.IPV4, listener)) {
            assertThatCut(capture, connection, 30, 30);
        }
    }

    @Test
    void aFilterCutsPacketsAndKeepsTheirLength() throws Exception {
        RawSocket listener = Connection.Family.IPV4.listener();
        try (PacketSocket capture = captureOf(listener, 40);
                Connection connection = Connection.of(Connection.Family.IPV4, listener)) {
            assertThat(capture.setFilter(BpfFilter.of(new Instruction(0x06, 0, 0, 40)))
                            .ok())
                    .isTrue();
            discardAll(capture);
            assertThatCut(capture, connection, 65536, 40);
        }
    }

    private static void assertThatCut(PacketSocket capture, Connection connection, int room, int cut)
            throws ErrnoException {
        int client = connection.client().localAddress().getPort();
        connection.client().send(new byte[1000]).orThrow();
        while (true) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(room);
            Packet packet = next(capture, bytes);
            if (packet.length() > 1000 && Segment.of(packet, bytes).source() == client) {
                assertThat(packet.length()).isBetween(1040, 1060);
                assertThat(packet.captured()).isEqualTo(cut);
                assertThat(bytes.position()).isEqualTo(cut);
                return;
            }
        }
    }

    @Test
    void statisticsCountFromTheStart() throws Exception {
        RawSocket listener = Connection.Family.IPV4.listener();
        try (PacketSocket capture = captureOf(listener, WHOLE);
                Connection connection = Connection.of(Connection.Family.IPV4, listener)) {
            int client = connection.client().localAddress().getPort();
            connection.client().closeNow().orThrow();
            segmentsUntilFin(capture, client, true);
            PacketStatistics first = capture.statistics();
            assertThat(first.packets()).isGreaterThanOrEqualTo(4);
            assertThat(capture.statistics().packets()).isGreaterThanOrEqualTo(first.packets());
            assertThat(first.drops()).isZero();
        }
    }

    @Test
    void nothingIsGivenWhileNothingWaits() throws Exception {
        try (PacketSocket capture = openOrSkip()) {
            capture.setFilter(BpfFilter.of(new Instruction(RETURN, 0, 0, 0))).orThrow();
            discardAll(capture);
            assertThat(capture.poll(Duration.ZERO)).hasToString("poll(IN, 0) = 0");
            assertThat(capture.receive(ByteBuffer.allocate(10))).isEmpty();
        }
    }

    @Test
    void aReadOnlyBufferIsRefused() throws Exception {
        try (PacketSocket capture = openOrSkip()) {
            assertThatThrownBy(
                            () -> capture.receive(ByteBuffer.allocateDirect(10).asReadOnlyBuffer()))
                    .isInstanceOf(ReadOnlyBufferException.class);
        }
    }

    @Test
    void aClosedSocketSaysSo() throws Exception {
        PacketSocket capture = openOrSkip();
        capture.close();
        capture.close();
        assertThat(capture.poll(Duration.ZERO).failedWith(Errno.EBADF)).isTrue();
        assertThatThrownBy(capture::statistics).hasMessageContaining("EBADF");
        assertThatThrownBy(() -> capture.receive(ByteBuffer.allocate(1))).isInstanceOf(ErrnoException.class);
    }

    @Test
    void anUnknownInterfaceIsNamed() {
        assertThatThrownBy(() -> PacketSocket.open("none0"))
                .isInstanceOf(ErrnoException.class)
                .hasMessage("if_nametoindex(none0): ENODEV (19); name an interface that `ip link` lists");
    }

    @Test
    void withoutPrivilegeTheCureIsNamed() {
        Optional<ErrnoException> refused = refusal();
        assumeTrue(refused.isPresent(), "this process has CAP_NET_RAW, so nothing is refused");
        assertThat(refused.orElseThrow())
                .hasMessage("socket(AF_PACKET, SOCK_DGRAM): EPERM (1); capturing needs CAP_NET_RAW: run as root");
    }

    private static Optional<ErrnoException> refusal() {
        try {
            PacketSocket.open("lo").close();
            return Optional.empty();
        } catch (ErrnoException e) {
            return Optional.of(e);
        }
    }

    private static PacketSocket openOrSkip() throws ErrnoException {
        Optional<ErrnoException> refused = refusal();
        assumeTrue(
                refused.isEmpty(),
                () -> "no packets here: " + refused.orElseThrow().getMessage());
        return PacketSocket.open("lo");
    }

    /// Captures the IPv4 packets of one port only, since others use this loopback too.
    private static PacketSocket captureOf(RawSocket bound, int snapLength) throws ErrnoException {
        int port = bound.localAddress().getPort();
        PacketSocket capture = openOrSkip();
        capture.setFilter(BpfFilter.of(
                        new Instruction(LOAD_SHORT, 0, 0, 20),
                        new Instruction(JUMP_IF_EQUAL, 2, 0, port),
                        new Instruction(LOAD_SHORT, 0, 0, 22),
                        new Instruction(JUMP_IF_EQUAL, 0, 1, port),
                        new Instruction(RETURN, 0, 0, snapLength),
                        new Instruction(RETURN, 0, 0, 0)))
                .orThrow();
        discardAll(capture);
        return capture;
    }

    private static void discardAll(PacketSocket capture) throws ErrnoException {
        while (capture.receive(ByteBuffer.allocateDirect(64)).isPresent()) {
            // Packets that came before the filter.
        }
    }

    private static List<Segment> segmentsUntilFin(PacketSocket capture, int port, boolean direct)
            throws ErrnoException {
        List<Segment> segments = new ArrayList<>();
        while (segments.isEmpty() || !segments.getLast().has(FIN)) {
            ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(65536) : ByteBuffer.allocate(65536);
            Packet packet = next(capture, bytes);
            if (packet.protocol() == IPV4 && packet.captured() >= 40) {
                Segment segment = Segment.of(packet, bytes);
                if (segment.source() == port || segment.destination() == port) {
                    segments.add(segment);
                }
            }
        }
        return segments;
    }

    private static Packet next(PacketSocket capture, ByteBuffer into) throws ErrnoException {
        Optional<Packet> packet = capture.receive(into);
        while (packet.isEmpty()) {
            assertThat(capture.poll(LONG).value()).isEqualTo(1);
            packet = capture.receive(into);
        }
        return packet.get();
    }

    /// The ports and flags of an IPv4 packet with a header of 20 bytes.
    private record Segment(Packet packet, int source, int destination, int flags) {
        static Segment of(Packet packet, ByteBuffer bytes) {
            int flags = packet.captured() > 33 ? bytes.get(33) : 0;
            return new Segment(
                    packet, Short.toUnsignedInt(bytes.getShort(20)), Short.toUnsignedInt(bytes.getShort(22)), flags);
        }

        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }
}
