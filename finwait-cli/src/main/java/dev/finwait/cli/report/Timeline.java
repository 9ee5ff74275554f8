package dev.finwait.cli.report;

import dev.finwait.cause.Family;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How many connections were reset when, by family of causes. Not thread-safe.
///
/// A fixed number of slots, whose width doubles when time outgrows them.
public final class Timeline {
    /// The number of slots.
    public static final int SLOTS = 240;

    private final Map<Family, long[]> counts = new EnumMap<>(Family.class);
    private long start;
    private long width = 1_000_000;
    private boolean empty = true;

    Timeline() {
        for (Family family : Family.values()) {
            counts.put(family, new long[SLOTS]);
        }
    }

    /// A capture may claim any time; what lies before 1970 is put there, so that differences never overflow.
    void add(long time, Family family) {
        long nanos = Math.max(0, time);
        if (empty) {
            start = nanos;
            empty = false;
        }
        while (nanos < start) {
            moveRight();
        }
        while ((nanos - start) / width >= SLOTS) {
            halve();
        }
        of(family)[(int) ((nanos - start) / width)]++;
    }

    private long[] of(Family family) {
        return Objects.requireNonNull(counts.get(family));
    }

    /// Makes room on the left: time went backwards. The used slots take the right half.
    private void moveRight() {
        halve();
        for (long[] slots : counts.values()) {
            System.arraycopy(slots, 0, slots, SLOTS / 2, SLOTS / 2);
            Arrays.fill(slots, 0, SLOTS / 2, 0);
        }
        start -= SLOTS / 2 * width;
    }

    private void halve() {
        for (long[] slots : counts.values()) {
            for (int i = 0; i < SLOTS / 2; i++) {
                slots[i] = slots[2 * i] + slots[2 * i + 1];
            }
            Arrays.fill(slots, SLOTS / 2, SLOTS, 0);
        }
        width *= 2;
    }

    /// Whether nothing was reset.
    ///
    /// @return whether all slots are empty
    public boolean isEmpty() {
        return empty;
    }

    /// When a slot begins.
    ///
    /// @param slot its index, from 0
    /// @return nanoseconds since 1970
    public long startOf(int slot) {
        return start + slot * width;
    }

    /// How much time a slot covers.
    ///
    /// @return nanoseconds
    public long width() {
        return width;
    }

    /// How many connections were reset in a slot.
    ///
    /// @param slot its index, from 0
    /// @param family for causes of this family
    /// @return connections
    public long count(int slot, Family family) {
        return of(family)[slot];
    }
}
