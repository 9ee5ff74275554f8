package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.linux.tcp.TcpState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of a field's values, by the table in the event's own format.
final class Names {
    /// Numbers up to here are looked up once for each event.
    private static final int FEW = 64;

    private final Map<Integer, String> names;
    private final @Nullable String[] first = new String[FEW];
    private final String unknown;

    private Names(Map<Integer, String> names, String unknown) {
        this.names = Map.copyOf(names);
        this.unknown = unknown;
        names.forEach((number, name) -> {
            if (number >= 0 && number < FEW) {
                first[number] = name;
            }
        });
    }

    /// States of a socket. Some formats name them by the kernel's constants only, whose numbers
    /// have never moved.
    static Names ofStates(EventFormat format, String field) {
        Map<Integer, String> names = new HashMap<>();
        for (TcpState state : TcpState.values()) {
            names.put(state.number(), "TCP_" + state.name());
        }
        names.putAll(format.symbolsOf(field));
        return new Names(names, "STATE_");
    }

    static Names ofReasons(EventFormat format, String field) {
        return new Names(format.symbolsOf(field), "REASON_");
    }

    /// Gives a name.
    ///
    /// @param value the value
    /// @return its name, made of the number where the kernel names none
    String of(int value) {
        String name = value >= 0 && value < FEW ? first[value] : names.get(value);
        return name == null ? unknown + value : name;
    }
}
