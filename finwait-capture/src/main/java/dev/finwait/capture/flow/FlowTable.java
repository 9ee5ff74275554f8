package dev.finwait.capture.flow;

import dev.finwait.capture.segment.SegmentBatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Flows by address pair: open addressing with linear probing, at most half full, so that finding one
/// touches one cache line of the table and those of the flow itself.
final class FlowTable {
    private static final int SMALLEST = 1 << 10;

    private @Nullable Flow[] flows = new Flow[SMALLEST];
    private int size;

    /// The hash of a segment's address pair, the same in both directions.
    static int hash(SegmentBatch batch, int row) {
        int ports = batch.ports[row];
        long source = end(batch.sourceHigh[row], batch.sourceLow[row], ports >>> 16);
        long destination = end(batch.destinationHigh[row], batch.destinationLow[row], ports & 0xffff);
        long both = (source + destination) * 0x9e3779b97f4a7c15L;
        return (int) (both >>> 32);
    }

    private static long end(long high, long low, int port) {
        long mixed = (low ^ (high * 31) ^ ((long) port << 44)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }

    @Nullable
    Flow find(int hash, SegmentBatch batch, int row) {
        int mask = flows.length - 1;
        int slot = hash & mask;
        for (Flow flow = flows[slot]; flow != null; flow = flows[slot]) {
            if (flow.hash == hash && (flow.isToServer(batch, row) || flow.isToClient(batch, row))) {
                return flow;
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    void add(Flow flow) {
        if (++size * 2 > flows.length) {
            grow();
        }
        put(flow);
    }

    private void put(Flow flow) {
        int mask = flows.length - 1;
        int slot = flow.hash & mask;
        while (flows[slot] != null) {
            slot = (slot + 1) & mask;
        }
        flows[slot] = flow;
    }

    private void grow() {
        @Nullable Flow[] old = flows;
        flows = new Flow[old.length * 2];
        for (Flow flow : old) {
            if (flow != null) {
                put(flow);
            }
        }
    }

    /// Takes a flow out, and moves those behind it up, so that no marks of removed ones are needed.
    void remove(Flow flow) {
        int mask = flows.length - 1;
        int hole = flow.hash & mask;
        while (flows[hole] != flow) {
            if (flows[hole] == null) {
                return;
            }
            hole = (hole + 1) & mask;
        }
        int slot = (hole + 1) & mask;
        for (Flow next = flows[slot]; next != null; next = flows[slot]) {
            if (((slot - next.hash) & mask) >= ((slot - hole) & mask)) {
                flows[hole] = next;
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
        flows[hole] = null;
        size--;
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
}
