package dev.finwait.lab.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The moments of one run, gathered from several threads.
///
/// Thread-safe.
public final class Story {
    private final List<Moment> moments = new ArrayList<>();

    /// Adds a moment.
    ///
    /// @param moment what happened
    public synchronized void add(Moment moment) {
        moments.add(moment);
    }

    /// Everything so far, in the order of time.
    ///
    /// @return a copy
    public synchronized List<Moment> moments() {
        return moments.stream()
                .sorted(Comparator.comparingLong(Moment::atNanos))
                .toList();
    }

    /// The calls of one side, in the order in which they were made.
    ///
    /// @param side the caller
    /// @return a copy
    public List<Call> calls(Side side) {
        return of(Call.class).filter(call -> call.side() == side).toList();
    }

    /// The moments of one kind, in the order of time.
    ///
    /// @param kind the kind
    /// @param <M> the kind
    /// @return the moments
    public <M extends Moment> Stream<M> of(Class<M> kind) {
        return moments().stream().filter(kind::isInstance).map(kind::cast);
    }
}
