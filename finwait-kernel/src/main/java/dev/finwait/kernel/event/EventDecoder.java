package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.TraceFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes events of the records of a ring buffer. For one thread while formats are added, then
/// immutable.
public final class EventDecoder {
    /// The event of a reset that is sent.
    public static final String SEND_RESET = "tcp/tcp_send_reset";
    /// The event of a reset that arrives.
    public static final String RECEIVE_RESET = "tcp/tcp_receive_reset";
    /// The event of a change of state.
    public static final String SET_STATE = "sock/inet_sock_set_state";
    /// The event of an error.
    public static final String ERROR_REPORT = "sock/inet_sk_error_report";
    /// The event of a task that ends.
    public static final String PROCESS_EXIT = "sched/sched_process_exit";

    /// All of these.
    static final List<String> EVENTS = List.of(SEND_RESET, RECEIVE_RESET, SET_STATE, ERROR_REPORT, PROCESS_EXIT);

    private static final int MOST_EVENTS = 0xffff;

    private record Known(EventLayout layout, int length) {}

    /// By the number that records of the event begin with. The kernel gives small ones, 16 bits at
    /// most.
    private @Nullable Known[] layouts = {};

    /// Knows no event yet.
    public EventDecoder() {}

    /// Learns one event's format.
    ///
    /// @param format the format of one of the events named here
    /// @throws TraceFormatException if it lacks what makes the event useful; the message says what
    public void add(EventFormat format) throws TraceFormatException {
        int length = format.fields().values().stream()
                .mapToInt(field -> field.offset() + field.size())
                .max()
                .orElse(0);
        EventLayout layout = layout(format);
        if (format.id() > MOST_EVENTS) {
            throw new TraceFormatException("the event " + format.name() + " has no number that a record can hold");
        }
        layouts = Arrays.copyOf(layouts, Math.max(layouts.length, format.id() + 1));
        layouts[format.id()] = new Known(layout, length);
    }

    private static EventLayout layout(EventFormat format) throws TraceFormatException {
        Origin origin = Origin.in(format);
        return switch (format.name()) {
            case "tcp_send_reset" ->
                new EventLayout.Sent(
                        origin,
                        addresses(format),
                        NumberField.in(format, "state").orElse(null),
                        Names.ofStates(format, "state"),
                        NumberField.in(format, "reason").orElse(null),
                        Names.ofReasons(format, "reason"));
            case "tcp_receive_reset" -> new EventLayout.Received(origin, addresses(format));
            case "inet_sock_set_state" ->
                new EventLayout.State(
                        origin,
                        addresses(format),
                        required(format, "oldstate"),
                        required(format, "newstate"),
                        Names.ofStates(format, "newstate"));
            case "inet_sk_error_report" ->
                new EventLayout.Failure(origin, addresses(format), required(format, "error"));
            case "sched_process_exit" -> exit(format, origin);
            default -> throw new TraceFormatException("the event " + format.name() + " is of no use here");
        };
    }

    private static EventLayout exit(EventFormat format, Origin origin) throws TraceFormatException {
        EventFormat.Field name = format.find("comm")
                .orElseThrow(() -> new TraceFormatException("the event " + format.name() + " has no field comm"));
        return new EventLayout.Exit(origin, name.offset(), name.size());
    }

    private static AddressFields addresses(EventFormat format) throws TraceFormatException {
        return AddressFields.in(format)
                .orElseThrow(() -> new TraceFormatException(
                        "the event " + format.name() + " has no addresses that are understood"));
    }

    private static NumberField required(EventFormat format, String field) throws TraceFormatException {
        return NumberField.in(format, field)
                .orElseThrow(() -> new TraceFormatException("the event " + format.name() + " has no field " + field));
    }

    /// Reads a record.
    ///
    /// @param nanos when it was made
    /// @param page where it lies, in the byte order of the machine
    /// @param at where it begins
    /// @param length its length
    /// @return the event; null when it is none of those learnt, or too short for one
    public @Nullable KernelEvent decode(long nanos, ByteBuffer page, int at, int length) {
        int id = length < Short.BYTES ? MOST_EVENTS : Short.toUnsignedInt(page.getShort(at));
        Known known = id < layouts.length ? layouts[id] : null;
        return known == null || length < known.length() ? null : known.layout().read(nanos, page, at);
    }
}
