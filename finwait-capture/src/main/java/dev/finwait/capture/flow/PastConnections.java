package dev.finwait.capture.flow;

import dev.finwait.diagnosis.facts.Handshake.Previous;

/// How connections that are out of the table had ended: five bytes each, the latest of those that share
/// a slot. A pair whose 31 bits of hash are those of another (one in two thousand million) is taken for
/// it.
final class PastConnections {
    private static final int SLOTS = 1 << 16;
    private static final Previous[] STATES = Previous.values();

    private final int[] hashes = new int[SLOTS];
    private final byte[] states = new byte[SLOTS];

    void add(int hash, Previous state) {
        int slot = slot(hash);
        hashes[slot] = hash;
        states[slot] = (byte) state.ordinal();
    }

    Previous of(int hash) {
        int slot = slot(hash);
        return hashes[slot] == hash ? STATES[states[slot]] : Previous.NONE;
    }

    private static int slot(int hash) {
        return hash >>> 1 & SLOTS - 1;
    }
}
