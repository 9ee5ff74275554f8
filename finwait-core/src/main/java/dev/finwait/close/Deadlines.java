package dev.finwait.close;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The registered lingerers, the one that is due first on top: a binary heap in which each knows its place.
///
/// A byte that arrives moves a limit away, and does not move the lingerer: when its old time comes, the new
/// one is looked up. So a read costs nothing here, and every other change O(log n).
final class Deadlines {
    private static final int FIRST_CAPACITY = 64;

    private @Nullable Lingerer[] heap = new @Nullable Lingerer[FIRST_CAPACITY];
    private int size;

    @Nullable
    Lingerer first() {
        return heap[0];
    }

    void add(Lingerer lingerer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        siftUp(size++, lingerer);
    }

    /// Does nothing when it is not among them.
    void remove(Lingerer lingerer) {
        int place = lingerer.place;
        if (place < 0) {
            return;
        }
        lingerer.place = -1;
        Lingerer moved = at(--size);
        heap[size] = null;
        if (moved != lingerer) {
            settle(place, moved);
        }
    }

    /// Moves one whose time changed.
    void changed(Lingerer lingerer) {
        settle(lingerer.place, lingerer);
    }

    private void settle(int place, Lingerer lingerer) {
        siftUp(place, lingerer);
        siftDown(lingerer.place, lingerer);
    }

    private void siftUp(int from, Lingerer lingerer) {
        int place = from;
        while (place > 0 && isEarlier(lingerer, at((place - 1) / 2))) {
            put(place, at((place - 1) / 2));
            place = (place - 1) / 2;
        }
        put(place, lingerer);
    }

    private void siftDown(int from, Lingerer lingerer) {
        int place = from;
        int child = earlierChild(place);
        while (child < size && isEarlier(at(child), lingerer)) {
            put(place, at(child));
            place = child;
            child = earlierChild(place);
        }
        put(place, lingerer);
    }

    private int earlierChild(int place) {
        int left = 2 * place + 1;
        return left + 1 < size && isEarlier(at(left + 1), at(left)) ? left + 1 : left;
    }

    private void put(int place, Lingerer lingerer) {
        heap[place] = lingerer;
        lingerer.place = place;
    }

    private Lingerer at(int place) {
        Lingerer lingerer = heap[place];
        if (lingerer == null) {
            throw new AssertionError("no lingerer at " + place + " of " + size);
        }
        return lingerer;
    }

    private static boolean isEarlier(Lingerer one, Lingerer other) {
        return one.due - other.due < 0;
    }
}
