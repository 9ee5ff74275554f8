package dev.finwait.linux.diag;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.ffi.SocketAddresses;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/// A request to the socket diagnostics: nlmsghdr and inet_diag_req_v2 in one buffer, filled anew for each
/// request.
final class DiagRequest {
    static final int SIZE = 72;
    static final short SOCK_DIAG_BY_FAMILY = 20;

    private static final short NLM_F_REQUEST = 0x1;
    private static final short NLM_F_DUMP = 0x300;
    private static final int IPPROTO_TCP = 6;
    /// Asks for the attribute INET_DIAG_INFO, number 2.
    private static final int WANT_INFO = 1 << (2 - 1);
    private static final int ADDRESS_SIZE = 16;
    private static final int MAPPED_MARK = 0xffff;
    private static final int ANY_COOKIE = -1;
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int TYPE = 4;
    private static final int FLAGS = 6;
    private static final int SEQUENCE = 8;
    private static final int FAMILY = 16;
    private static final int PROTOCOL = 17;
    private static final int EXTENSIONS = 18;
    private static final int STATES = 20;
    private static final int LOCAL_PORT = 24;
    private static final int REMOTE_PORT = 26;
    private static final int LOCAL_ADDRESS = 28;
    private static final int REMOTE_ADDRESS = 44;
    private static final int INTERFACE = 60;
    private static final int COOKIE = 64;

    private final MemorySegment message;

    DiagRequest(MemorySegment message) {
        this.message = message;
        message.set(JAVA_INT, 0, SIZE);
        message.set(JAVA_SHORT, TYPE, SOCK_DIAG_BY_FAMILY);
        message.set(JAVA_BYTE, PROTOCOL, (byte) IPPROTO_TCP);
        message.set(JAVA_BYTE, EXTENSIONS, (byte) WANT_INFO);
        message.set(JAVA_INT, COOKIE, ANY_COOKIE);
        message.set(JAVA_INT, COOKIE + 4, ANY_COOKIE);
    }

    /// Asks for the one socket of an address pair.
    ///
    /// Two IPv4 addresses make an AF_INET request, which finds IPv4 sockets and IPv6 sockets with a
    /// mapped peer alike: the kernel keeps both in one table under the IPv4 pair (`inet_lookup`).
    MemorySegment exact(int sequence, InetAddress local, int localPort, InetAddress remote, int remotePort) {
        boolean six = local instanceof Inet6Address || remote instanceof Inet6Address;
        header(sequence, NLM_F_REQUEST, six ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET);
        message.set(JAVA_INT, STATES, -1);
        message.set(NETWORK_SHORT, LOCAL_PORT, (short) localPort);
        message.set(NETWORK_SHORT, REMOTE_PORT, (short) remotePort);
        address(LOCAL_ADDRESS, local, six);
        address(REMOTE_ADDRESS, remote, six);
        message.set(JAVA_INT, INTERFACE, Math.max(scope(local), scope(remote)));
        return message;
    }

    /// Asks for every socket of a family with a local port.
    MemorySegment dump(int sequence, int family, int states, int localPort) {
        header(sequence, (short) (NLM_F_REQUEST | NLM_F_DUMP), family);
        message.set(JAVA_INT, STATES, states);
        message.set(NETWORK_SHORT, LOCAL_PORT, (short) localPort);
        message.set(NETWORK_SHORT, REMOTE_PORT, (short) 0);
        message.asSlice(LOCAL_ADDRESS, 2 * ADDRESS_SIZE).fill((byte) 0);
        message.set(JAVA_INT, INTERFACE, 0);
        return message;
    }

    private void header(int sequence, short flags, int family) {
        message.set(JAVA_INT, SEQUENCE, sequence);
        message.set(JAVA_SHORT, FLAGS, flags);
        message.set(JAVA_BYTE, FAMILY, (byte) family);
    }

    private void address(int offset, InetAddress address, boolean six) {
        byte[] bytes = address.getAddress();
        message.asSlice(offset, ADDRESS_SIZE).fill((byte) 0);
        int start = offset;
        if (six && bytes.length < ADDRESS_SIZE) {
            message.set(NETWORK_INT, offset + 8, MAPPED_MARK);
            start = offset + 12;
        }
        MemorySegment.copy(bytes, 0, message, JAVA_BYTE, start, bytes.length);
    }

    private static int scope(InetAddress address) {
        return address instanceof Inet6Address six && six.isLinkLocalAddress() ? six.getScopeId() : 0;
    }

    static InetAddress resolved(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException(address + " is not resolved");
        }
        return ip;
    }
}
