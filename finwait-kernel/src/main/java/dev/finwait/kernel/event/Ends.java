package dev.finwait.kernel.event;

import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

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
    private static final long SEED = new SplittableRandom().nextLong();

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
        boolean four = high == 0 && low >>> 32 == MAPPED >>> 32;
        byte[] bytes = new byte[four ? Integer.BYTES : 2 * Long.BYTES];
        for (int i = 1; i <= Math.min(bytes.length, Long.BYTES); i++) {
            bytes[bytes.length - i] = (byte) (low >>> (Byte.SIZE * (i - 1)));
        }
        for (int i = 0; !four && i < Long.BYTES; i++) {
            bytes[i] = (byte) (high >>> (Byte.SIZE * (Long.BYTES - 1 - i)));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    /// Whether these are the same two ends, seen from the other one.
    ///
    /// @param other ends
    /// @return whether they equal [#swapped()]
    public boolean isSwapped(Ends other) {
        return localLow == other.remoteLow
                && remoteLow == other.localLow
                && localPort == other.remotePort
                && remotePort == other.localPort
                && localHigh == other.remoteHigh
                && remoteHigh == other.localHigh;
    }

    /// A hash for tables that find a connection from either end.
    ///
    /// @return the same for this and [#swapped()]
    public int pairHash() {
        long hash = hash(localHigh, localLow, localPort) + hash(remoteHigh, remoteLow, remotePort);
        return (int) (hash ^ hash >>> 32);
    }

    /// Spread over all bits, for addresses and ports of one network differ in a few only; and
    /// differently in each process, so that nobody can choose many with the same hash.
    private static long hash(long high, long low, int port) {
        long hash = (high ^ SEED) * 0x9e3779b97f4a7c15L ^ low;
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L + port;
        hash = (hash ^ hash >>> 29) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 32;
    }

    @Override
    public String toString() {
        return local() + " - " + remote();
    }
}
