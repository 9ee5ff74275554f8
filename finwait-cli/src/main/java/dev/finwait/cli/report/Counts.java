package dev.finwait.cli.report;

import java.util.EnumMap;
import java.util.Map;

/// How often each constant of an enum came. Not thread-safe.
///
/// @param <E> the enum
final class Counts<E extends Enum<E>> {
    private final Class<E> type;

    /// Of each that came its count, alone in an array so that counting makes no objects.
    private final Map<E, long[]> counts;

    Counts(Class<E> type) {
        this.type = type;
        counts = new EnumMap<>(type);
    }

    void add(E one) {
        counts.computeIfAbsent(one, any -> new long[1])[0]++;
    }

    long of(E one) {
        long[] count = counts.get(one);
        return count == null ? 0 : count[0];
    }

    /// A new map of those that came at all, in the order of the enum.
    Map<E, Long> toMap() {
        Map<E, Long> map = new EnumMap<>(type);
        counts.forEach((one, count) -> map.put(one, count[0]));
        return map;
    }
}
