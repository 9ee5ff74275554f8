package dev.finwait.close;

import org.jspecify.annotations.Nullable;

/// The lingerers that no selector watches, in the order in which they are looked at.
///
/// Most peers close within a round trip, so a channel is first left alone for a moment and then read: only
/// when its peer has not closed by then is it worth being registered. Those that cannot be registered come
/// back here again and again.
final class Newcomers {
    private @Nullable Lingerer first;
    private @Nullable Lingerer last;

    boolean isEmpty() {
        return first == null;
    }

    /// Tells when the first is due.
    long firstDue(long none) {
        return first == null ? none : first.due;
    }

    void add(Lingerer lingerer) {
        lingerer.next = null;
        if (last == null) {
            first = lingerer;
        } else {
            last.next = lingerer;
        }
        last = lingerer;
    }

    /// Takes the first when its time has come.
    @Nullable
    Lingerer pollDue(long now) {
        Lingerer taken = first;
        if (taken == null || taken.due - now > 0) {
            return null;
        }
        first = taken.next;
        if (first == null) {
            last = null;
        }
        taken.next = null;
        return taken;
    }
}
