package dev.finwait.linux.diag;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.ffi.SocketAddresses;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// What a TCP socket of this host was like when the kernel destroyed it. An address is held as 128 bits, an IPv4 one as
/// `::ffff:a.b.c.d`. Immutable.
///
/// @param localHigh the upper half of its own address
/// @param localLow the lower half
/// @param localPort its own port
/// @param remoteHigh the upper half of its peer's address
/// @param remoteLow the lower half
/// @param remotePort its peer's port; 0 when it had no peer, or the connection was aborted by disconnecting
/// @param receiveQueue sequence numbers received and not read, as in [SocketStatus#receiveQueue()]
/// @param sendQueue sequence numbers not acknowledged, as in [SocketStatus#sendQueue()]
/// @param millisSinceData age of the last data sent or received; without any, of the connection; -1 when unknown
public record DestroyedSocket(
        long localHigh,
        long localLow,
        int localPort,
        long remoteHigh,
        long remoteLow,
        int remotePort,
        long receiveQueue,
        long sendQueue,
        long millisSinceData) {
    private static final int FAMILY = 16;
    private static final int LOCAL_PORT = 20;
    private static final int REMOTE_PORT = 22;
    private static final int LOCAL_ADDRESS = 24;
    private static final int REMOTE_ADDRESS = 40;
    private static final int RECEIVE_QUEUE = 72;
    private static final int SEND_QUEUE = 76;
    private static final int ATTRIBUTES = 88;
    private static final int INET_DIAG_INFO = 2;
    /// `tcpi_last_data_sent` and `tcpi_last_data_recv`.
    private static final int LAST_SENT = 44;

    private static final int LAST_RECEIVED = 52;
    private static final long MAPPED = 0xffffL << 32;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// Reads a message: nlmsghdr, inet_diag_msg, attributes.
    ///
    /// @return the socket; empty when the message is too short for one
    static Optional<DestroyedSocket> parse(MemorySegment message) {
        if (message.byteSize() < ATTRIBUTES) {
            return Optional.empty();
        }
        boolean six = message.get(JAVA_BYTE, FAMILY) == SocketAddresses.AF_INET6;
        return Optional.of(new DestroyedSocket(
                six ? message.get(NETWORK_LONG, LOCAL_ADDRESS) : 0,
                low(message, LOCAL_ADDRESS, six),
                Short.toUnsignedInt(message.get(NETWORK_SHORT, LOCAL_PORT)),
                six ? message.get(NETWORK_LONG, REMOTE_ADDRESS) : 0,
                low(message, REMOTE_ADDRESS, six),
                Short.toUnsignedInt(message.get(NETWORK_SHORT, REMOTE_PORT)),
                Integer.toUnsignedLong(message.get(JAVA_INT, RECEIVE_QUEUE)),
                Integer.toUnsignedLong(message.get(JAVA_INT, SEND_QUEUE)),
                sinceData(message)));
    }

    private static long low(MemorySegment message, int offset, boolean six) {
        return six
                ? message.get(NETWORK_LONG, offset + 8L)
                : MAPPED | Integer.toUnsignedLong(message.get(NETWORK_INT, offset));
    }

    private static long sinceData(MemorySegment message) {
        long offset = ATTRIBUTES;
        while (offset + 4 <= message.byteSize()) {
            int length = Short.toUnsignedInt(message.get(JAVA_SHORT, offset));
            boolean whole = length >= 4 && offset + length <= message.byteSize();
            if (!whole) {
                return -1;
            }
            if (message.get(JAVA_SHORT, offset + 2) == INET_DIAG_INFO && length >= 4 + LAST_RECEIVED + 4) {
                long sent = Integer.toUnsignedLong(message.get(JAVA_INT, offset + 4 + LAST_SENT));
                long received = Integer.toUnsignedLong(message.get(JAVA_INT, offset + 4 + LAST_RECEIVED));
                return Math.min(sent, received);
            }
            offset += (length + 3) & ~3;
        }
        return -1;
    }
}
