package dev.finwait.linux.packet;

import static dev.finwait.linux.packet.ReceiveMessage.PACKET_AUXDATA;
import static dev.finwait.linux.packet.ReceiveMessage.SOL_PACKET;
import static dev.finwait.linux.packet.ReceiveMessage.SOL_SOCKET;
import static dev.finwait.linux.packet.ReceiveMessage.SO_TIMESTAMPNS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.Linux;
import dev.finwait.linux.ffi.Descriptor;
import dev.finwait.linux.ffi.DescriptorCall;
import dev.finwait.linux.ffi.LibC;
import dev.finwait.linux.socket.BpfFilter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Optional;

/// Captures the packets of one network interface, from the IP header on (AF_PACKET, SOCK_DGRAM). Needs
/// CAP_NET_RAW.
///
/// On loopback the kernel shows each packet twice, as sent and as received; only the second is given. On other
/// interfaces both directions are. With segmentation offload a packet may be larger than the interface's MTU.
///
/// Thread-safe; several receivers share the packets.
public final class PacketSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int ETH_P_ALL = 0x0003;
    private static final int ADDRESS_SIZE = 20;
    private static final int ARPHRD_LOOPBACK = 772;
    private static final int SO_RCVBUF = 8;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int MSG_DONTWAIT_TRUNC = 0x40 | 0x20;
    private static final short POLLIN = 1;
    private static final int RECEIVE_BUFFER = 32 * 1024 * 1024;
    /// Room for what comes into a heap buffer: the longest packet there is without jumbo offload.
    private static final int STAGE_SIZE = 64 * 1024;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private final Descriptor descriptor;
    private final Arena arena = Arena.ofShared();
    /// Guarded by this, as all memory of the arena is.
    private final ReceiveMessage message = new ReceiveMessage(arena);
    private final MemorySegment stage = arena.allocate(STAGE_SIZE, 8);
    /// Guarded by this.
    private boolean loopback;
    /// Guarded by this.
    private PacketStatistics statistics = new PacketStatistics(0, 0);

    private PacketSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /// Starts capturing.
    ///
    /// @param interfaceName the interface, such as `lo`
    /// @return the socket; packets wait in it from now on
    /// @throws ErrnoException EPERM without CAP_NET_RAW, ENODEV if there is no such interface
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public static PacketSocket open(String interfaceName) throws ErrnoException {
        Linux.requireAvailable();
        try (Arena arena = Arena.ofConfined()) {
            LibC libc = new LibC(arena);
            long index = checked(
                    "if_nametoindex(" + interfaceName + ")",
                    libc.ifNameToIndex(arena.allocateFrom(interfaceName)),
                    "name an interface that `ip link` lists");
            long fd = checked(
                    "socket(AF_PACKET, SOCK_DGRAM)",
                    libc.socket(AF_PACKET, SOCK_DGRAM_CLOEXEC, 0),
                    "capturing needs CAP_NET_RAW: run as root");
            return start(new PacketSocket(new Descriptor((int) fd)), (int) index);
        }
    }

    private static PacketSocket start(PacketSocket socket, int index) throws ErrnoException {
        try {
            socket.prepare();
            socket.bind(index);
            return socket;
        } catch (ErrnoException e) {
            socket.close();
            throw e;
        }
    }

    private void prepare() throws ErrnoException {
        set(SOL_SOCKET, SO_TIMESTAMPNS, 1, "SO_TIMESTAMPNS").orThrow();
        set(SOL_PACKET, PACKET_AUXDATA, 1, "PACKET_AUXDATA").orThrow();
        if (!set(SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER, "SO_RCVBUFFORCE").ok()) {
            set(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER, "SO_RCVBUF").orThrow();
        }
    }

    private static long checked(String call, long returned, String advice) throws ErrnoException {
        if (returned < 0) {
            throw new ErrnoException(call, Errno.of((int) -returned), advice);
        }
        return returned;
    }

    private CallResult set(int level, int name, int value, String text) {
        return descriptor.call(
                "setsockopt(" + text + ", " + value + ")",
                (libc, fd, memory) -> libc.setsockopt(fd, level, name, memory.allocateFrom(JAVA_INT, value)));
    }

    /// Binds to the interface, which starts the capture.
    private synchronized void bind(int index) throws ErrnoException {
        MemorySegment address = arena.allocate(ADDRESS_SIZE, 8);
        address.set(JAVA_SHORT, 0, (short) AF_PACKET);
        address.set(NETWORK_SHORT, 2, (short) ETH_P_ALL);
        address.set(JAVA_INT, 4, index);
        descriptor
                .call("bind(AF_PACKET, " + index + ")", (libc, fd, memory) -> libc.bind(fd, address))
                .orThrow();
        DescriptorCall ask =
                (libc, fd, memory) -> libc.getsockname(fd, address, memory.allocateFrom(JAVA_INT, ADDRESS_SIZE));
        descriptor.call("getsockname()", ask).orThrow();
        loopback = address.get(JAVA_SHORT, 8) == ARPHRD_LOOPBACK;
        if (loopback) {
            // Spares the buffer the copies that receive() would skip; kernels before 4.20 refuse.
            set(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1, "PACKET_IGNORE_OUTGOING");
        }
    }

    /// Waits for a packet. Closing does not end the wait.
    ///
    /// @param timeout how long, rounded up to milliseconds; negative: without end
    /// @return value 1 when a packet waits, 0 when the time ran out, or the errno
    public CallResult poll(Duration timeout) {
        int millis = timeout.isNegative()
                ? -1
                : (int) Math.min(Integer.MAX_VALUE, timeout.plusNanos(999_999).toMillis());
        return descriptor.call("poll(IN, " + millis + ")", (libc, fd, memory) -> {
            MemorySegment pollfd = memory.allocate(8, 4);
            pollfd.set(JAVA_INT, 0, fd);
            pollfd.set(JAVA_SHORT, 4, POLLIN);
            return libc.poll(pollfd, 1, millis);
        });
    }

    /// Takes the next packet that waits, without waiting for one. What does not fit is cut off.
    ///
    /// @param into gets the packet's bytes from its position on, which moves behind them
    /// @return the packet; empty when none waits
    /// @throws ReadOnlyBufferException if the buffer is read-only
    /// @throws ErrnoException if this is closed (EBADF), or the interface went down (ENETDOWN, told once)
    public synchronized Optional<Packet> receive(ByteBuffer into) throws ErrnoException {
        if (into.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        while (true) {
            MemorySegment bytes = into.isDirect() ? MemorySegment.ofBuffer(into) : stage(into.remaining());
            CallResult result = descriptor.call(
                    "recvmsg(" + bytes.byteSize() + ")",
                    (libc, fd, memory) -> libc.recvmsg(fd, message.into(bytes), MSG_DONTWAIT_TRUNC));
            if (result.failedWith(Errno.EAGAIN)) {
                return Optional.empty();
            }
            long received = result.orThrow().value();
            if (!loopback || !message.isOutgoing()) {
                return Optional.of(deliver(message.packet(received, bytes.byteSize()), into));
            }
        }
    }

    private MemorySegment stage(int room) {
        return stage.asSlice(0, Math.min(room, STAGE_SIZE));
    }

    private Packet deliver(Packet packet, ByteBuffer into) {
        if (into.isDirect()) {
            into.position(into.position() + packet.captured());
        } else {
            into.put(stage.asSlice(0, packet.captured()).toArray(JAVA_BYTE));
        }
        return packet;
    }

    /// Attaches a filter, in place of the one there is. Packets that wait already stay.
    ///
    /// @param filter the filter; what it returns is the snap length
    /// @return 0, or the errno
    public CallResult setFilter(BpfFilter filter) {
        return descriptor.call(
                "setsockopt(SO_ATTACH_FILTER, " + filter + ")",
                (libc, fd, memory) -> libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, filter.program(memory)));
    }

    /// Counts the packets so far.
    ///
    /// @return the counts since this was opened
    /// @throws ErrnoException if this is closed
    public synchronized PacketStatistics statistics() throws ErrnoException {
        // The kernel starts anew from zero each time it is asked.
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment counts = memory.allocate(JAVA_INT, 2);
            MemorySegment length = memory.allocateFrom(JAVA_INT, (int) counts.byteSize());
            descriptor
                    .call(
                            "getsockopt(PACKET_STATISTICS)",
                            (libc, fd, any) -> libc.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, counts, length))
                    .orThrow();
            statistics = new PacketStatistics(
                    statistics.packets() + Integer.toUnsignedLong(counts.get(JAVA_INT, 0)),
                    statistics.drops() + Integer.toUnsignedLong(counts.get(JAVA_INT, 4)));
            return statistics;
        }
    }

    /// Stops capturing; does nothing when it is closed.
    @Override
    public synchronized void close() {
        if (descriptor.close().ok()) {
            arena.close();
        }
    }
}
