package dev.finwait.linux.diag;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.ffi.SocketAddresses;
import dev.finwait.linux.tcp.TcpInfo;
import dev.finwait.linux.tcp.TcpState;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One netlink message of an answer: nlmsghdr, then inet_diag_msg with attributes, or an error.
///
/// @param message the whole message, header included
record DiagReply(MemorySegment message) {
    private static final int HEADER_SIZE = 16;
    private static final short NLMSG_ERROR = 2;
    private static final short NLMSG_DONE = 3;
    private static final int INET_DIAG_INFO = 2;
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int FAMILY = 16;
    private static final int STATE = 17;
    private static final int TIMER = 18;
    private static final int RETRANSMITS = 19;
    private static final int LOCAL_PORT = 20;
    private static final int REMOTE_PORT = 22;
    private static final int LOCAL_ADDRESS = 24;
    private static final int REMOTE_ADDRESS = 40;
    private static final int INTERFACE = 56;
    private static final int EXPIRES = 68;
    private static final int RECEIVE_QUEUE = 72;
    private static final int SEND_QUEUE = 76;
    private static final int UID = 80;
    private static final int INODE = 84;
    private static final int ATTRIBUTES = 88;

    /// Gives the message at an offset of a datagram.
    ///
    /// @return the message; empty at the end of the datagram or when what is left is no whole message
    static Optional<DiagReply> at(MemorySegment datagram, long offset) {
        if (datagram.byteSize() - offset < HEADER_SIZE) {
            return Optional.empty();
        }
        long length = u32(datagram, offset);
        boolean whole = length >= HEADER_SIZE && length <= datagram.byteSize() - offset;
        return whole ? Optional.of(new DiagReply(datagram.asSlice(offset, length))) : Optional.empty();
    }

    /// Gives the room that the message takes in its datagram.
    long paddedSize() {
        return (message.byteSize() + 3) & ~3L;
    }

    boolean answers(int sequence) {
        return message.get(JAVA_INT, 8) == sequence;
    }

    boolean isEndOfDump() {
        return type() == NLMSG_DONE;
    }

    boolean isStatus() {
        return type() == DiagRequest.SOCK_DIAG_BY_FAMILY && message.byteSize() >= ATTRIBUTES;
    }

    /// Gives the errno of an error message, or of the end of a dump that failed; 0 without.
    int errno() {
        boolean carriesErrno = type() == NLMSG_ERROR || type() == NLMSG_DONE;
        boolean present = carriesErrno && message.byteSize() >= HEADER_SIZE + 4;
        return present ? Math.max(0, -message.get(JAVA_INT, HEADER_SIZE)) : 0;
    }

    int remotePort() {
        return Short.toUnsignedInt(message.get(NETWORK_SHORT, REMOTE_PORT));
    }

    private short type() {
        return message.get(JAVA_SHORT, 4);
    }

    /// Reads the status with the addresses that the message carries.
    SocketStatus status() {
        int localPort = Short.toUnsignedInt(message.get(NETWORK_SHORT, LOCAL_PORT));
        return status(address(LOCAL_ADDRESS, localPort), address(REMOTE_ADDRESS, remotePort()));
    }

    /// Reads the status with addresses that are known already.
    SocketStatus status(InetSocketAddress local, InetSocketAddress remote) {
        int retransmits = Byte.toUnsignedInt(message.get(JAVA_BYTE, RETRANSMITS));
        return new SocketStatus(
                local,
                remote,
                TcpState.of(message.get(JAVA_BYTE, STATE)),
                u32(message, RECEIVE_QUEUE),
                u32(message, SEND_QUEUE),
                u32(message, INODE),
                u32(message, UID),
                KernelTimer.of(message.get(JAVA_BYTE, TIMER), u32(message, EXPIRES), retransmits),
                tcpInfo());
    }

    /// Reads state and queues, and of the connection's figures nothing but the round-trip time.
    SocketQueues queues() {
        MemorySegment info = tcpInfoStruct();
        return new SocketQueues(
                TcpState.of(message.get(JAVA_BYTE, STATE)),
                u32(message, RECEIVE_QUEUE),
                u32(message, SEND_QUEUE),
                info == null ? Optional.empty() : TcpInfo.rttOf(info));
    }

    private InetSocketAddress address(int offset, int port) {
        int bytes = message.get(JAVA_BYTE, FAMILY) == SocketAddresses.AF_INET6 ? 16 : 4;
        return SocketAddresses.address(message.asSlice(offset, bytes), message.get(JAVA_INT, INTERFACE), port);
    }

    private Optional<TcpInfo> tcpInfo() {
        return Optional.ofNullable(tcpInfoStruct()).map(TcpInfo::of);
    }

    private @Nullable MemorySegment tcpInfoStruct() {
        long offset = ATTRIBUTES;
        while (offset + 4 <= message.byteSize()) {
            int length = Short.toUnsignedInt(message.get(JAVA_SHORT, offset));
            if (length < 4 || offset + length > message.byteSize()) {
                return null;
            }
            if (message.get(JAVA_SHORT, offset + 2) == INET_DIAG_INFO) {
                return message.asSlice(offset + 4, length - 4);
            }
            offset += (length + 3) & ~3;
        }
        return null;
    }

    private static long u32(MemorySegment segment, long offset) {
        return Integer.toUnsignedLong(segment.get(JAVA_INT, offset));
    }
}
