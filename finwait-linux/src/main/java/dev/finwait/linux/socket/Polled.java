package dev.finwait.linux.socket;

import dev.finwait.linux.CallResult;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What poll(2) on one socket gave. Immutable.
///
/// @param result value 1 when events are there, 0 when the time ran out
/// @param events the events, in the order of [PollEvent]; empty when the time ran out or the call failed
public record Polled(CallResult result, Set<PollEvent> events) {
    /// Keeps a copy of the events.
    public Polled {
        Set<PollEvent> copy = EnumSet.noneOf(PollEvent.class);
        copy.addAll(events);
        events = Collections.unmodifiableSet(copy);
    }

    /// Tells whether this event is among them.
    ///
    /// @param event the event
    /// @return true if poll gave it
    public boolean has(PollEvent event) {
        return events.contains(event);
    }

    /// Renders the call and its events.
    ///
    /// @return such as `poll(IN|RDHUP, 1000) = 1 (IN|RDHUP)`
    @Override
    public String toString() {
        return result.value() > 0 ? result + " (" + PollEvent.render(events) + ")" : result.toString();
    }
}
