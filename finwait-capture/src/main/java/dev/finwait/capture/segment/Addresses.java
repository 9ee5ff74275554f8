package dev.finwait.capture.segment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// Addresses as the two halves in which a [SegmentBatch] holds them.
public final class Addresses {
    private static final int IPV6_BYTES = 16;
    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    private Addresses() {}

    /// The address of two halves.
    ///
    /// @param high the upper half, 0 for IPv4
    /// @param low the lower half, for IPv4 that of the mapped address
    /// @return the address; the JDK makes an IPv4 one of a mapped one
    public static InetAddress of(long high, long low) {
        byte[] bytes =
                ByteBuffer.allocate(IPV6_BYTES).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }

    /// The upper half of an address.
    ///
    /// @param address the address
    /// @return 0 for IPv4
    public static long high(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6_BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
    }

    /// The lower half of an address.
    ///
    /// @param address the address
    /// @return for IPv4 that of the mapped address
    public static long low(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.capacity() == IPV6_BYTES ? bytes.getLong(8) : MAPPED | (bytes.getInt() & 0xffffffffL);
    }
}
