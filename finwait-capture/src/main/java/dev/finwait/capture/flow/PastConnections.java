package dev.finwait.capture.flow;

import dev.finwait.diagnosis.facts.Handshake.Previous;
import org.jspecify.annotations.Nullable;

/// How connections that are out of the table had ended: eight bytes each, the latest of those that
/// share a slot. A pair whose 32 bits of hash are those of another (one in four thousand million) is
/// taken for it.
final class PastConnections {
    private static final int SLOTS = 1 << 16;

    private final int[] hashes = new int[SLOTS];
    private final @Nullable Previous[] states = new Previous[SLOTS];

    void add(int hash, Previous state) {
        int slot = slot(hash);
        hashes[slot] = hash;
        states[slot] = state;
    }

    Previous of(int hash) {
        int slot = slot(hash);
        Previous state = states[slot];
        return state != null && hashes[slot] == hash ? state : Previous.NONE;
    }

    private static int slot(int hash) {
        return hash & (SLOTS - 1);
    }
}
