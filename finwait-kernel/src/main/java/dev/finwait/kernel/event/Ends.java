package dev.finwait.kernel.event;

import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// The two ends of a socket as numbers, made for tables with many of them. Immutable.
///
/// An IPv4 address is held as `::ffff:a.b.c.d`, so that a dual-stack socket's is the same.
///
/// @param localHigh the upper half of the socket's own address
/// @param localLow the lower half
/// @param localPort its port; 0 before it has one
/// @param remoteHigh the upper half of its peer's address
/// @param remoteLow the lower half
/// @param remotePort its peer's port; 0 for a listening socket
public record Ends(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
    private static final long MAPPED = 0xffffL << 32;
    private static final long LOW_INT = 0xffff_ffffL;

    /// The ends of a connection by their addresses.
    ///
    /// @param local one end
    /// @param remote the other
    /// @return the ends
    public static Ends of(Endpoint local, Endpoint remote) {
        byte[] own = local.address().getAddress();
        byte[] other = remote.address().getAddress();
        return new Ends(high(own), low(own), local.port(), high(other), low(other), remote.port());
    }

    /// The lower half of an IPv4 address as it is held here.
    ///
    /// @param address the address, the first byte in the upper bits
    /// @return the half; the upper one is 0
    static long mapped(int address) {
        return MAPPED | (address & LOW_INT);
    }

    private static long high(byte[] address) {
        return address.length == Integer.BYTES ? 0 : ByteBuffer.wrap(address).getLong(0);
    }

    private static long low(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return address.length == Integer.BYTES ? mapped(bytes.getInt(0)) : bytes.getLong(Long.BYTES);
    }

    /// The same connection seen from its other end.
    ///
    /// @return the ends, swapped
    public Ends swapped() {
        return new Ends(remoteHigh, remoteLow, remotePort, localHigh, localLow, localPort);
    }

    /// Whether the local end comes first in the one order that both ends agree on.
    ///
    /// @return false for exactly one of this and [#swapped()], unless the ends are equal
    public boolean inOrder() {
        int byHigh = Long.compareUnsigned(localHigh, remoteHigh);
        int byAddress = byHigh != 0 ? byHigh : Long.compareUnsigned(localLow, remoteLow);
        return byAddress != 0 ? byAddress < 0 : localPort <= remotePort;
    }

    /// Whether both ports are known, as they are on a connection.
    ///
    /// @return false for a listening socket and before a port was given
    public boolean areComplete() {
        return localPort != 0 && remotePort != 0;
    }

    /// Whether both ends must be of one host: of a loopback address, or of the same one.
    ///
    /// @return true when no packet of the connection leaves the host
    public boolean areOfOneHost() {
        return (localHigh == remoteHigh && localLow == remoteLow) || isLoopback(remoteHigh, remoteLow);
    }

    private static boolean isLoopback(long high, long low) {
        boolean four = (low >>> 32) == 0xffffL && (low & 0xff00_0000L) == 0x7f00_0000L;
        return high == 0 && (four || low == 1);
    }

    /// The socket's own end.
    ///
    /// @return address and port
    public Endpoint local() {
        return new Endpoint(address(localHigh, localLow), localPort);
    }

    /// Its peer's end.
    ///
    /// @return address and port
    public Endpoint remote() {
        return new Endpoint(address(remoteHigh, remoteLow), remotePort);
    }

    private static InetAddress address(long high, long low) {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        try {
            // The JDK makes an IPv4 address of a mapped one.
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    @Override
    public String toString() {
        return local() + " - " + remote();
    }
}
