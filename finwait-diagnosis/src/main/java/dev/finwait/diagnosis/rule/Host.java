package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.Side;

/// What only the host of the resetting side can tell.
final class Host {
    private static final int ECONNABORTED = 103;

    private Host() {}

    static Counters counters(Reading reading) {
        KernelFacts kernel = reading.kernel();
        return kernel == null ? Counters.UNKNOWN : kernel.counters();
    }

    /// Whether every reset of the interval moved a counter, so that this one did.
    static boolean everyResetMoved(long counter, Counters counters) {
        return counter > 0 && counters.sentEvents() > 0 && counter >= counters.sentEvents();
    }

    /// Whether `tcp_abort` ended the socket: it was still in use when it was reset, or learned of an
    /// abort.
    static boolean isKilled(Reading reading) {
        SentReset sent = reading.sent();
        if (sent == null || !"TCP_STATE".equals(sent.reason())) {
            return false;
        }
        boolean inUse = "TCP_ESTABLISHED".equals(sent.state()) || "TCP_CLOSE_WAIT".equals(sent.state());
        return inUse || reported(reading, reading.resetter(), ECONNABORTED);
    }

    static boolean isStateKnown(Reading reading) {
        return reading.sent() != null && reading.sent().state() != null;
    }

    /// Whether an error was put on a side's socket.
    static boolean reported(Reading reading, Side side, int errno) {
        KernelFacts kernel = reading.kernel();
        return kernel != null
                && kernel.errors().stream().anyMatch(error -> error.socket() == side && error.errno() == errno);
    }

    static boolean isBySystemCall(Reading reading) {
        return reading.sent() != null && reading.sent().context() == Context.PROCESS;
    }

    /// Whether an interrupt sent an active reset: then a timer did, for no packet draws one.
    static boolean isByTimer(Reading reading) {
        SentReset sent = reading.sent();
        return sent != null && sent.context() == Context.INTERRUPT && "TCP_STATE".equals(sent.reason());
    }
}
