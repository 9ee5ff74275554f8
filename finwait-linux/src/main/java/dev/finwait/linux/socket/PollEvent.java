package dev.finwait.linux.socket;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// An event of poll(2).
public enum PollEvent {
    /// Something can be received: data, end-of-stream, an error, a connection to accept.
    IN(0x001),
    /// Urgent data can be received.
    PRI(0x002),
    /// Something can be sent, or an error is given.
    OUT(0x004),
    /// An error is pending; told without being asked for.
    ERR(0x008),
    /// Both directions are shut; told without being asked for.
    HUP(0x010),
    /// The descriptor is not open; told without being asked for.
    NVAL(0x020),
    /// The peer sent FIN, or receiving was shut here.
    RDHUP(0x2000);

    private final int bit;

    PollEvent(int bit) {
        this.bit = bit;
    }

    static int bits(Iterable<PollEvent> events) {
        int bits = 0;
        for (PollEvent event : events) {
            bits |= event.bit;
        }
        return bits;
    }

    static Set<PollEvent> of(int bits) {
        Set<PollEvent> events = EnumSet.noneOf(PollEvent.class);
        for (PollEvent event : values()) {
            if ((bits & event.bit) != 0) {
                events.add(event);
            }
        }
        return events;
    }

    /// Renders events as strace does, without the prefix.
    static String render(Set<PollEvent> events) {
        return events.isEmpty() ? "0" : events.stream().map(PollEvent::name).collect(Collectors.joining("|"));
    }
}
