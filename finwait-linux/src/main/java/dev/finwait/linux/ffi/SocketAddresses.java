package dev.finwait.linux.ffi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/// Internet addresses as the kernel's sockaddr_in and sockaddr_in6.
public final class SocketAddresses {
    /// Address family of IPv4.
    public static final int AF_INET = 2;
    /// Address family of IPv6.
    public static final int AF_INET6 = 10;
    /// Bytes of the larger of the two structs.
    public static final int MAX_SIZE = 28;

    private static final int IN_SIZE = 16;
    private static final int IN6_SIZE = 28;
    private static final int MAPPED_PREFIX_SIZE = 12;

    private SocketAddresses() {}

    /// Writes an address as a socket of a family wants it: an IPv6 socket gets an IPv4 address mapped
    /// to `::ffff:a.b.c.d`, and the wildcard of either family as `::`.
    ///
    /// @param address a resolved address
    /// @param ipv6 whether the socket is an IPv6 one
    /// @param allocator gives the memory
    /// @return the sockaddr
    /// @throws IllegalArgumentException if the address is not resolved
    public static MemorySegment encode(InetSocketAddress address, boolean ipv6, SegmentAllocator allocator) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException(address + " is not resolved");
        }
        return ipv6 || ip instanceof Inet6Address
                ? encode6(ip, address.getPort(), allocator)
                : encode4(ip, address.getPort(), allocator);
    }

    /// Reads a sockaddr.
    ///
    /// @param sockaddr a sockaddr_in or sockaddr_in6
    /// @return the address; a mapped IPv4 address becomes an IPv4 one
    /// @throws IllegalArgumentException if it is of another family
    public static InetSocketAddress decode(MemorySegment sockaddr) {
        int family = sockaddr.get(JAVA_SHORT, 0);
        int port = Short.toUnsignedInt(port(sockaddr));
        return switch (family) {
            case AF_INET -> address(sockaddr.asSlice(4, 4), 0, port);
            case AF_INET6 -> address(sockaddr.asSlice(8, 16), sockaddr.get(JAVA_INT, 24), port);
            default -> throw new IllegalArgumentException("address family " + family + " is not an internet one");
        };
    }

    /// Makes an address from its bytes.
    ///
    /// @param ip 4 or 16 bytes
    /// @param scope the scope of a link-local IPv6 address, else 0
    /// @param port 0 to 65535
    /// @return the address
    public static InetSocketAddress address(MemorySegment ip, int scope, int port) {
        byte[] bytes = ip.toArray(JAVA_BYTE);
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            boolean scoped = scope != 0 && address instanceof Inet6Address;
            return new InetSocketAddress(scoped ? Inet6Address.getByAddress(null, bytes, scope) : address, port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(bytes.length + " bytes are no internet address", e);
        }
    }

    private static MemorySegment encode4(InetAddress ip, int port, SegmentAllocator allocator) {
        MemorySegment sockaddr = allocator.allocate(IN_SIZE, 4);
        sockaddr.set(JAVA_SHORT, 0, (short) AF_INET);
        setPort(sockaddr, port);
        MemorySegment.copy(ip.getAddress(), 0, sockaddr, JAVA_BYTE, 4, 4);
        return sockaddr;
    }

    private static MemorySegment encode6(InetAddress ip, int port, SegmentAllocator allocator) {
        MemorySegment sockaddr = allocator.allocate(IN6_SIZE, 4);
        sockaddr.set(JAVA_SHORT, 0, (short) AF_INET6);
        setPort(sockaddr, port);
        if (!ip.isAnyLocalAddress()) {
            byte[] bytes = ip instanceof Inet4Address ? mapped(ip.getAddress()) : ip.getAddress();
            MemorySegment.copy(bytes, 0, sockaddr, JAVA_BYTE, 8, bytes.length);
        }
        if (ip instanceof Inet6Address six) {
            sockaddr.set(JAVA_INT, 24, six.getScopeId());
        }
        return sockaddr;
    }

    private static byte[] mapped(byte[] ipv4) {
        byte[] bytes = new byte[MAPPED_PREFIX_SIZE + ipv4.length];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, bytes, MAPPED_PREFIX_SIZE, ipv4.length);
        return bytes;
    }

    private static short port(MemorySegment sockaddr) {
        return sockaddr.get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2);
    }

    private static void setPort(MemorySegment sockaddr, int port) {
        sockaddr.set(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
    }
}
