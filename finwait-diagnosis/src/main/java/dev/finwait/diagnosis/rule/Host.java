package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Side;

/// What only the host of the resetting side can tell.
final class Host {
    private static final int ECONNABORTED = 103;
    /// The kernel needs 3 us from the close to the first reset; a program that closes two sockets, 80 us and more.
    private static final long RIGHT_AFTER = 50_000L;
    /// A close takes no longer than this, with a long queue on a busy host.
    private static final long ONE_QUEUE = 20_000_000L;

    private Host() {}

    static Counters counters(Reading reading) {
        KernelFacts kernel = reading.kernel();
        return kernel == null ? Counters.UNKNOWN : kernel.counters();
    }

    /// Whether every reset of the interval moved a counter, so that this one did. A busy host counts resets whose
    /// events came later: the larger of both numbers holds.
    static boolean everyResetMoved(long counter, Counters counters) {
        long resets = Math.max(counters.sentEvents(), counters.outRsts());
        return counter > 0 && resets > 0 && counter >= resets;
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

    /// Whether the very call that closed the socket that it had come from reset the connection
    /// (`inet_csk_listen_stop`), as far as states tell it: the same process did both, one right after the other. A
    /// queue takes longer, but then there are others.
    static boolean closedItsListener(Reading reading) {
        SentReset sent = reading.sent();
        StateChange close = reading.history().listenerClose();
        if (sent == null || close == null || sent.from() == Side.CLIENT || sent.context() != Context.PROCESS) {
            return false;
        }
        boolean sameProcess = sent.process().pid() == close.process().pid();
        long apart = sent.at().nanosSince(close.at());
        boolean inOneGo =
                apart < RIGHT_AFTER || (apart < ONE_QUEUE && reading.around().resetsAtOnce() > 1);
        return sameProcess && inOneGo;
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
