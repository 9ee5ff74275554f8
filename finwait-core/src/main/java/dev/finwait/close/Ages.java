package dev.finwait.close;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All lingerers of a pool in the order in which they came, and whom to evict.
///
/// The one that has lingered longest goes first. Among those that came together with it the one that has
/// drained most goes first; together means within a tenth of a second, and no more than 16 are compared, so
/// that an eviction costs the same however many there are.
final class Ages {
    private static final long TOGETHER_NANOS = 100_000_000;
    private static final int COMPARED = 16;

    private @Nullable Lingerer oldest;
    private @Nullable Lingerer youngest;
    private int size;

    int size() {
        return size;
    }

    void add(Lingerer lingerer) {
        lingerer.older = youngest;
        if (youngest == null) {
            oldest = lingerer;
        } else {
            youngest.younger = lingerer;
        }
        youngest = lingerer;
        size++;
    }

    void remove(Lingerer lingerer) {
        Lingerer older = lingerer.older;
        Lingerer younger = lingerer.younger;
        if (older == null) {
            oldest = younger;
        } else {
            older.younger = younger;
        }
        if (younger == null) {
            youngest = older;
        } else {
            younger.older = older;
        }
        lingerer.older = null;
        lingerer.younger = null;
        size--;
    }

    @Nullable
    Lingerer nextToEvict() {
        Lingerer chosen = oldest;
        if (chosen == null) {
            return null;
        }
        long together = chosen.since + TOGETHER_NANOS;
        @Nullable Lingerer other = chosen.younger;
        for (int i = 1; i < COMPARED && other != null && other.since - together < 0; i++) {
            if (other.limits.drained() > chosen.limits.drained()) {
                chosen = other;
            }
            other = other.younger;
        }
        return chosen;
    }

    /// Hands every lingerer to an action, which may remove it.
    void forEach(Consumer<Lingerer> action) {
        @Nullable Lingerer at = oldest;
        while (at != null) {
            @Nullable Lingerer following = at.younger;
            action.accept(at);
            at = following;
        }
    }
}
