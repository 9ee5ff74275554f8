package dev.finwait.bench.early;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/// How often each ending was seen.
///
/// Immutable.
record Tally(int runs, int full, int fullForNaive, Map<Ending.Kind, Integer> kinds) {
    static Tally of(Collection<Ending> endings) {
        Map<Ending.Kind, Integer> kinds = new EnumMap<>(Ending.Kind.class);
        endings.forEach(ending -> kinds.merge(ending.kind(), 1, Integer::sum));
        return new Tally(
                endings.size(),
                (int) endings.stream().filter(Ending::full).count(),
                (int) endings.stream().filter(Ending::fullForNaive).count(),
                kinds);
    }

    int count(Ending.Kind kind) {
        return kinds.getOrDefault(kind, 0);
    }
}
