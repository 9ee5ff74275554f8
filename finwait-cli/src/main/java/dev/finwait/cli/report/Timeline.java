package dev.finwait.cli.report;

import dev.finwait.cause.Family;

/// How many connections were reset when, by family of causes. Not thread-safe.
///
/// A fixed number of slots, whose width doubles when time outgrows them.
public final class Timeline {
    /// The number of slots.
    public static final int SLOTS = 240;

    private static final int FAMILIES = Family.values().length;

    private final long[][] counts = new long[SLOTS][FAMILIES];
    private long start;
    private long width = 1_000_000;
    private boolean empty = true;

    Timeline() {}

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
        counts[(int) ((nanos - start) / width)][family.ordinal()]++;
    }

    /// Makes room on the left: time went backwards. The used slots take the right half.
    private void moveRight() {
        halve();
        for (int i = SLOTS - 1; i >= 0; i--) {
            counts[i] = i >= SLOTS / 2 ? counts[i - SLOTS / 2] : new long[FAMILIES];
        }
        start -= SLOTS / 2 * width;
    }

    private void halve() {
        for (int i = 0; i < SLOTS; i++) {
            long[] merged = new long[FAMILIES];
            for (int half = 2 * i; half <= 2 * i + 1 && half < SLOTS; half++) {
                for (int family = 0; family < FAMILIES; family++) {
                    merged[family] += counts[half][family];
                }
            }
            counts[i] = merged;
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
        return counts[slot][family.ordinal()];
    }
}
