package dev.finwait.capture.decode;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The tunnels that were seen, each with an index: a hash table without objects, for it is asked for every packet in a
/// tunnel. Both directions of a tunnel are one. Not thread-safe, but for the names.
final class Tunnels {
    /// After so many, further ones share one name: a capture can hold as many as it has packets.
    static final int MOST = 4096;

    private static final int SLOTS = 4 * MOST;
    /// Kind and number, then the two addresses, the smaller first.
    private static final int KEY = 5;

    private final List<String> names = new CopyOnWriteArrayList<>(List.of(""));
    private final long[] keys = new long[SLOTS * KEY];
    private final int[] indices = new int[SLOTS];
    private int others;

    /// The names by index, safe to read by other threads.
    List<String> names() {
        return names;
    }

    /// The index of the tunnel between the addresses of a row.
    ///
    /// @param id a number by which tunnels of the same ends differ, -1 if there is none
    int indexOf(TunnelKind kind, int id, SegmentBatch batch, int row) {
        long kindAndId = ((long) kind.code() << Integer.SIZE) | Integer.toUnsignedLong(id);
        long high = batch.sourceHigh[row];
        long low = batch.sourceLow[row];
        long otherHigh = batch.destinationHigh[row];
        long otherLow = batch.destinationLow[row];
        int order = high != otherHigh ? Long.compareUnsigned(high, otherHigh) : Long.compareUnsigned(low, otherLow);
        return order <= 0
                ? find(kind, kindAndId, high, low, otherHigh, otherLow)
                : find(kind, kindAndId, otherHigh, otherLow, high, low);
    }

    private int find(TunnelKind kind, long kindAndId, long high, long low, long otherHigh, long otherLow) {
        long hash = ((((kindAndId * 31 + high) * 31 + low) * 31 + otherHigh) * 31 + otherLow) * 0x9e3779b97f4a7c15L;
        int slot = (int) (hash >>> 40) % SLOTS;
        while (indices[slot] != 0) {
            int at = slot * KEY;
            if (keys[at] == kindAndId
                    && keys[at + 1] == high
                    && keys[at + 2] == low
                    && keys[at + 3] == otherHigh
                    && keys[at + 4] == otherLow) {
                return indices[slot];
            }
            slot = (slot + 1) % SLOTS;
        }
        if (names.size() > MOST) {
            return others();
        }
        long[] key = {kindAndId, high, low, otherHigh, otherLow};
        System.arraycopy(key, 0, keys, slot * KEY, KEY);
        indices[slot] = names.size();
        names.add(name(kind, key));
        return indices[slot];
    }

    private int others() {
        if (others == 0) {
            others = names.size();
            names.add("one of very many tunnels");
        }
        return others;
    }

    private static String name(TunnelKind kind, long[] key) {
        int id = (int) key[0];
        return kind.title() + (id == -1 ? "" : " " + Integer.toUnsignedString(id)) + " between " + host(key[1], key[2])
                + " and " + host(key[3], key[4]);
    }

    private static String host(long high, long low) {
        byte[] address = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            // An IPv4 address in the mapped form becomes one by this.
            return new Endpoint(InetAddress.getByAddress(address), 0).host();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 16 bytes is one", e);
        }
    }
}
