package dev.finwait.linux.packet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The msghdr of recvmsg with its sockaddr_ll and control messages, used for one packet after the other.
final class ReceiveMessage {
    static final int SOL_SOCKET = 1;
    static final int SOL_PACKET = 263;
    static final int SO_TIMESTAMPNS = 35;
    static final int PACKET_AUXDATA = 8;

    private static final int HEADER_SIZE = 56;
    private static final int IOVEC_SIZE = 16;
    private static final int ADDRESS_SIZE = 20;
    private static final int CONTROL_SIZE = 256;
    private static final int CONTROL_HEADER_SIZE = 16;
    private static final int PACKET_OUTGOING = 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int IOVEC = 16;
    private static final int IOVEC_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;

    private final MemorySegment header;
    private final MemorySegment iovec;
    private final MemorySegment address;
    private final MemorySegment control;

    ReceiveMessage(Arena arena) {
        header = arena.allocate(HEADER_SIZE, 8);
        iovec = arena.allocate(IOVEC_SIZE, 8);
        address = arena.allocate(ADDRESS_SIZE, 8);
        control = arena.allocate(CONTROL_SIZE, 8);
        header.set(ADDRESS, NAME, address);
        header.set(ADDRESS, IOVEC, iovec);
        header.set(JAVA_LONG, IOVEC_COUNT, 1);
        header.set(ADDRESS, CONTROL, control);
    }

    /// Makes the message ready for a packet.
    ///
    /// @return the msghdr
    MemorySegment into(MemorySegment bytes) {
        header.set(JAVA_INT, NAME_LENGTH, ADDRESS_SIZE);
        header.set(JAVA_LONG, CONTROL_LENGTH, CONTROL_SIZE);
        iovec.set(ADDRESS, 0, bytes);
        iovec.set(JAVA_LONG, ADDRESS.byteSize(), bytes.byteSize());
        return header;
    }

    boolean isOutgoing() {
        return address.get(JAVA_BYTE, 10) == PACKET_OUTGOING;
    }

    /// Reads what came with a packet.
    ///
    /// @param received its bytes as recvmsg counts them with MSG_TRUNC: after the filter's snap length,
    ///     before the buffer's
    /// @param room the buffer's
    Packet packet(long received, long room) {
        long timestamp = 0;
        int length = (int) received;
        long end = header.get(JAVA_LONG, CONTROL_LENGTH);
        long offset = 0;
        while (offset + CONTROL_HEADER_SIZE <= end) {
            long size = control.get(JAVA_LONG, offset);
            long data = offset + CONTROL_HEADER_SIZE;
            if (isControl(offset, SOL_SOCKET, SO_TIMESTAMPNS)) {
                timestamp = control.get(JAVA_LONG, data) * NANOS_PER_SECOND + control.get(JAVA_LONG, data + 8);
            } else if (isControl(offset, SOL_PACKET, PACKET_AUXDATA)) {
                length = control.get(JAVA_INT, data + 4);
            }
            offset += Math.max(CONTROL_HEADER_SIZE, (size + 7) & ~7L);
        }
        int protocol = Short.toUnsignedInt(address.get(NETWORK_SHORT, 2));
        return new Packet(timestamp, length, (int) Math.min(received, room), protocol, isOutgoing());
    }

    private boolean isControl(long offset, int level, int type) {
        return control.get(JAVA_INT, offset + 8) == level && control.get(JAVA_INT, offset + 12) == type;
    }
}
