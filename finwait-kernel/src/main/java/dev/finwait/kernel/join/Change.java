package dev.finwait.kernel.join;

import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/// A change of state of one end's socket.
///
/// @param nanos when
/// @param end whose socket: 0 or 1
/// @param from the old state
/// @param to the new state
/// @param context in whose context
/// @param task what ran
/// @param process its process, where it has to do with it and was still there; null otherwise
record Change(
        long nanos,
        int end,
        String from,
        String to,
        Context context,
        int task,
        @Nullable ProcessIdentity process) {
    static final String CLOSE = "TCP_CLOSE";
    static final String LISTEN = "TCP_LISTEN";
    static final String SYN_SENT = "TCP_SYN_SENT";
    static final String SYN_RECV = "TCP_SYN_RECV";
    static final String ESTABLISHED = "TCP_ESTABLISHED";
    static final String FIN_WAIT_1 = "TCP_FIN_WAIT1";
    static final String FIN_WAIT_2 = "TCP_FIN_WAIT2";
    static final String CLOSE_WAIT = "TCP_CLOSE_WAIT";
    static final String CLOSING = "TCP_CLOSING";
    static final String LAST_ACK = "TCP_LAST_ACK";

    /// Whether it begins a connection, when the state of the end was another one before.
    boolean begins() {
        return to.equals(SYN_SENT) || from.equals(LISTEN) || from.equals(SYN_SENT) || from.equals(SYN_RECV);
    }

    /// Whether a process ends its side by it: `close`, `shutdown`, or its own end.
    boolean ends() {
        boolean out = to.equals(CLOSE) || to.equals(FIN_WAIT_1) || to.equals(LAST_ACK);
        return context == Context.PROCESS && out && !from.equals(LAST_ACK) && !from.equals(LISTEN);
    }

    /// Whether the other side's FIN has arrived by it.
    boolean finArrives() {
        return to.equals(CLOSE_WAIT) || to.equals(CLOSING) || (from.equals(FIN_WAIT_1) && to.equals("TCP_TIME_WAIT"));
    }

    /// Whether this end's FIN is sent and not acknowledged, or was when the socket was given up.
    boolean finPending() {
        boolean givenUp = to.equals(CLOSE) && (from.equals(FIN_WAIT_1) || from.equals(CLOSING));
        return to.equals(FIN_WAIT_1) || to.equals(LAST_ACK) || to.equals(CLOSING) || givenUp;
    }

    /// Whether it says that its end is the one that dialled.
    boolean dials() {
        return to.equals(SYN_SENT) || from.equals(SYN_SENT);
    }

    /// Whether it says that its end is the one that was called.
    boolean answers() {
        return from.equals(LISTEN) || from.equals(SYN_RECV);
    }
}
