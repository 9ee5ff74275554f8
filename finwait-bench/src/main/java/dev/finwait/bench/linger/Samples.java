package dev.finwait.bench.linger;

import java.util.Arrays;

/// Numbers that were measured.
final class Samples {
    private final long[] sorted;

    Samples(long[] values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /// Gives the value below which a share of the others lies.
    ///
    /// @param share from 0 to 1
    long at(double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    long median() {
        return at(0.5);
    }
}
