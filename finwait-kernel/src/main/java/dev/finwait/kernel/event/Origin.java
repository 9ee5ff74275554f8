package dev.finwait.kernel.event;

import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.TraceFormatException;
import java.nio.ByteBuffer;

/// The fields that all events have: the task that ran, and what it was interrupted by
/// (`include/linux/trace_events.h`, `trace_flag_type`).
///
/// @param task `common_pid`
/// @param flags `common_flags`
record Origin(NumberField task, NumberField flags) {
    private static final int HARDIRQ = 0x08;
    private static final int SOFTIRQ = 0x10;
    private static final int NMI = 0x40;
    /// Soft interrupts are held off: the stack at work in a system call, which may hand in packets.
    private static final int BH_OFF = 0x80;

    static Origin in(EventFormat format) throws TraceFormatException {
        return new Origin(
                NumberField.in(format, "common_pid").orElseThrow(() -> missing(format, "common_pid")),
                NumberField.in(format, "common_flags").orElseThrow(() -> missing(format, "common_flags")));
    }

    private static TraceFormatException missing(EventFormat format, String field) {
        return new TraceFormatException("the event " + format.name() + " has no field " + field);
    }

    Context context(ByteBuffer page, int at) {
        int value = flags.read(page, at);
        if ((value & (HARDIRQ | SOFTIRQ | NMI)) != 0) {
            return Context.INTERRUPT;
        }
        return (value & BH_OFF) != 0 ? Context.UNKNOWN : Context.PROCESS;
    }
}
