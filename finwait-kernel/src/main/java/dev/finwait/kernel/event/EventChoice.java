package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.TraceFormatException;
import dev.finwait.kernel.trace.TraceInstance;
import dev.finwait.linux.tcp.TcpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which events are listened to, and what is lost where a kernel lacks one.
final class EventChoice {
    private static final int TCP = 6;

    private EventChoice() {}

    /// Learns the formats of those events that the kernel has.
    ///
    /// @param wanted the events
    /// @param notes gets a line for everything that is missing
    /// @return the events
    /// @throws IOException if the kernel has neither event of a reset
    static List<String> learn(TraceInstance instance, List<String> wanted, EventDecoder decoder, List<String> notes)
            throws IOException {
        List<String> events = new ArrayList<>();
        for (String event : wanted) {
            Optional<EventFormat> format = instance.format(event);
            if (format.isEmpty()) {
                notes.add("this kernel has no event " + event + ": " + loss(event));
            } else if (learn(event, format.get(), decoder, notes)) {
                events.add(event);
            }
        }
        if (!events.contains(EventDecoder.SEND_RESET) && !events.contains(EventDecoder.RECEIVE_RESET)) {
            throw new IOException("this kernel tells of no resets: it has neither tcp_send_reset nor"
                    + " tcp_receive_reset (Linux 4.16 and newer have them)");
        }
        return events;
    }

    /// Learns one format, and notes what it lacks.
    static boolean learn(String event, EventFormat format, EventDecoder decoder, List<String> notes) {
        try {
            decoder.add(format);
        } catch (TraceFormatException e) {
            notes.add(e.getMessage() + ": " + loss(event));
            return false;
        }
        if (event.equals(EventDecoder.SEND_RESET) && format.find("reason").isEmpty()) {
            notes.add("this kernel gives no reason for its resets, and tells only of those of live sockets"
                    + " (Linux 6.10 and newer tell all): causes are less certain");
        }
        return true;
    }

    /// Switches an event on, without what the kernel can leave out by itself.
    static void enable(TraceInstance instance, String event) throws IOException {
        instance.format(event)
                .flatMap(EventChoice::filter)
                .ifPresent(filter -> optional(instance, "events/" + event + "/filter", filter));
        instance.write("events/" + event + "/enable", "1");
    }

    /// What is wanted of an event, in the kernel's own language: TCP alone, where it tells of other
    /// protocols too; and not that a listening socket has begun a handshake, which its end tells as
    /// well.
    static Optional<String> filter(EventFormat format) {
        if (format.find("protocol").isEmpty()) {
            return Optional.empty();
        }
        boolean states =
                format.find("oldstate").isPresent() && format.find("newstate").isPresent();
        return Optional.of(
                states
                        ? "protocol == %d && (oldstate != %d || newstate != %d)"
                                .formatted(TCP, TcpState.LISTEN.number(), TcpState.SYN_RECV.number())
                        : "protocol == " + TCP);
    }

    /// Sets what only makes things better.
    static void optional(TraceInstance instance, String file, String value) {
        try {
            instance.write(file, value);
        } catch (IOException ignore) {
            // Kernels without it do without it.
        }
    }

    private static String loss(String event) {
        return switch (event) {
            case EventDecoder.SEND_RESET -> "resets that this host sends are not seen";
            case EventDecoder.RECEIVE_RESET -> "resets that arrive are not seen";
            case EventDecoder.SET_STATE -> "who closed a connection, and who dialled, is not known";
            case EventDecoder.ERROR_REPORT -> "which error an application got is not known";
            default -> "whether a process closed its connections because it ended is not known";
        };
    }
}
