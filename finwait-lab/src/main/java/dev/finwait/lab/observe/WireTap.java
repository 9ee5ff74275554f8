package dev.finwait.lab.observe;

import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.packet.Packet;
import dev.finwait.linux.packet.PacketSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The TCP segments that pass the loopback interface from and to one address. Reads headers only.
///
/// Thread-safe.
public final class WireTap implements AutoCloseable {
    private static final int SNAP_LENGTH = 128;
    private static final int PROTOCOL_TCP = 6;
    private static final Duration BEAT = Duration.ofMillis(100);

    private final PacketSocket socket;
    private final int host;
    private final long epochMinusNanoTime;
    private final Thread reader;
    private final List<TappedSegment> segments = new ArrayList<>();
    private volatile boolean closed;

    private WireTap(PacketSocket socket, InetAddress host) {
        this.socket = socket;
        this.host = ByteBuffer.wrap(host.getAddress()).getInt();
        Instant now = Instant.now();
        this.epochMinusNanoTime = now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
        this.reader = Thread.ofPlatform().name("lab-wire-tap").daemon().start(this::read);
    }

    /// Starts to look.
    ///
    /// @param host the address whose segments count
    /// @return the tap
    /// @throws ErrnoException if the rights are missing
    public static WireTap open(InetAddress host) throws ErrnoException {
        return new WireTap(PacketSocket.open("lo"), host);
    }

    /// Everything seen so far. Loopback delivers at once, so what was sent before this call is among it.
    ///
    /// @return a copy, in the order of arrival
    public List<TappedSegment> segments() {
        drain();
        synchronized (segments) {
            return List.copyOf(segments);
        }
    }

    private void read() {
        while (!closed) {
            if (socket.poll(BEAT).value() > 0) {
                drain();
            }
        }
    }

    /// Takes what waits. Whoever holds the lock takes it, so the order of arrival stays.
    private void drain() {
        ByteBuffer bytes = ByteBuffer.allocate(SNAP_LENGTH).order(ByteOrder.BIG_ENDIAN);
        synchronized (segments) {
            try {
                Optional<Packet> packet = socket.receive(bytes);
                while (packet.isPresent()) {
                    long at = packet.get().timestampNanos() - epochMinusNanoTime;
                    parse(bytes.flip(), at).ifPresent(segments::add);
                    packet = socket.receive(bytes.clear());
                }
            } catch (ErrnoException e) {
                closed = true;
            }
        }
    }

    /// Reads the headers of an IPv4 packet (RFC 791 3.1, RFC 9293 3.1).
    private Optional<TappedSegment> parse(ByteBuffer packet, long atNanos) {
        if (packet.remaining() < 40 || packet.get(0) >> 4 != 4 || packet.get(9) != PROTOCOL_TCP) {
            return Optional.empty();
        }
        int header = (packet.get(0) & 0xf) * 4;
        if (packet.getInt(12) != host || packet.getInt(16) != host || packet.remaining() < header + 20) {
            return Optional.empty();
        }
        int total = Short.toUnsignedInt(packet.getShort(2));
        int tcpHeader = (packet.get(header + 12) >> 4 & 0xf) * 4;
        return Optional.of(new TappedSegment(
                Short.toUnsignedInt(packet.getShort(header)),
                Short.toUnsignedInt(packet.getShort(header + 2)),
                packet.getInt(header + 4),
                packet.get(header + 13) & 0xff,
                Math.max(0, total - header - tcpHeader),
                atNanos));
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join(2 * BEAT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.close();
    }

    /// A segment between two ports of the address.
    ///
    /// @param sourcePort the sender's port
    /// @param destinationPort the receiver's port
    /// @param sequence its sequence number
    /// @param flags its control bits
    /// @param length bytes of payload
    /// @param atNanos when it was seen, on the clock of [System#nanoTime()]
    public record TappedSegment(
            int sourcePort, int destinationPort, int sequence, int flags, int length, long atNanos) {
        /// Tells whether the segment belongs to a connection.
        ///
        /// @param one one end
        /// @param other the other end
        /// @return true if it went from one to the other, either way
        public boolean between(InetSocketAddress one, InetSocketAddress other) {
            return (sourcePort == one.getPort() && destinationPort == other.getPort())
                    || (sourcePort == other.getPort() && destinationPort == one.getPort());
        }

        /// Tells who sent the segment.
        ///
        /// @param end one end
        /// @return true if it was this one
        public boolean from(InetSocketAddress end) {
            return sourcePort == end.getPort();
        }
    }
}
