package dev.finwait.capture.flow;

import dev.finwait.capture.segment.SegmentBatch;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Flows by address pair: open addressing with linear probing, hashes apart from the flows so that a
/// miss touches one cache line. At most half full.
final class FlowTable {
    private static final int SMALLEST = 1 << 10;

    private int[] hashes = new int[SMALLEST];
    private @Nullable Flow[] flows = new Flow[SMALLEST];
    private int size;

    /// The hash of a segment's address pair: the same in both directions, never 0.
    static int hash(SegmentBatch batch, int row) {
        int ports = batch.ports[row];
        long source = end(batch.sourceHigh[row], batch.sourceLow[row], ports >>> 16);
        long destination = end(batch.destinationHigh[row], batch.destinationLow[row], ports & 0xffff);
        long both = (source + destination) * 0x9e3779b97f4a7c15L;
        return (int) (both >>> 32) | 1;
    }

    private static long end(long high, long low, int port) {
        long mixed = (low ^ (high * 31) ^ ((long) port << 44)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }

    @Nullable
    Flow find(int hash, SegmentBatch batch, int row) {
        int mask = hashes.length - 1;
        for (int slot = home(hash, mask); hashes[slot] != 0; slot = (slot + 1) & mask) {
            if (hashes[slot] == hash) {
                Flow flow = flows[slot];
                if (flow != null && (flow.isToServer(batch, row) || flow.isToClient(batch, row))) {
                    return flow;
                }
            }
        }
        return null;
    }

    void add(Flow flow) {
        if (++size * 2 > hashes.length) {
            grow();
        }
        put(flow);
    }

    private void put(Flow flow) {
        int mask = hashes.length - 1;
        int slot = home(flow.hash, mask);
        while (hashes[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        hashes[slot] = flow.hash;
        flows[slot] = flow;
    }

    private void grow() {
        @Nullable Flow[] old = flows;
        hashes = new int[old.length * 2];
        flows = new Flow[old.length * 2];
        for (Flow flow : old) {
            if (flow != null) {
                put(flow);
            }
        }
    }

    /// Takes a flow out, and moves those behind it up, so that no marks of removed ones are needed.
    void remove(Flow flow) {
        int mask = hashes.length - 1;
        int hole = home(flow.hash, mask);
        while (flows[hole] != flow) {
            if (hashes[hole] == 0) {
                return;
            }
            hole = (hole + 1) & mask;
        }
        for (int slot = (hole + 1) & mask; hashes[slot] != 0; slot = (slot + 1) & mask) {
            int wanted = home(hashes[slot], mask);
            if (((slot - wanted) & mask) >= ((slot - hole) & mask)) {
                hashes[hole] = hashes[slot];
                flows[hole] = flows[slot];
                hole = slot;
            }
        }
        hashes[hole] = 0;
        flows[hole] = null;
        size--;
    }

    private static int home(int hash, int mask) {
        return (hash >>> 1) & mask;
    }

    int size() {
        return size;
    }

    void each(Consumer<Flow> action) {
        for (Flow flow : flows) {
            if (flow != null) {
                action.accept(flow);
            }
        }
    }

    /// The time before which the longest quiet of the flows were heard last.
    ///
    /// @param count how many of them
    long quietSince(int count) {
        long[] times = new long[size];
        int i = 0;
        for (Flow flow : flows) {
            if (flow != null) {
                times[i++] = flow.lastNanos;
            }
        }
        Arrays.sort(times);
        return times[Math.min(count, size) - 1];
    }
}
