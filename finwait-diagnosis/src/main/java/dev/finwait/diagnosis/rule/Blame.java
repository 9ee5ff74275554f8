package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.cause.Family;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Party;
import org.jspecify.annotations.Nullable;

/// Who did it.
final class Blame {
    private Blame() {}

    static Party party(Cause cause, Side resetter, Confidence confidence) {
        if (cause.family() == Family.THIRD_PARTY || cause == Cause.IDLE_FORGOTTEN) {
            return confidence == Confidence.POSSIBLE ? Party.UNKNOWN : Party.THIRD_PARTY;
        }
        return resetter == Side.CLIENT ? Party.CLIENT : Party.SERVER;
    }

    /// The process whose call sent the reset, or which had closed the socket before; never one that was
    /// interrupted by chance. Null when it is not known.
    static @Nullable ProcessIdentity process(Reading reading, Cause cause) {
        SentReset sent = reading.sent();
        if (sent != null && (sent.context() == Context.PROCESS || isKiller(sent, cause))) {
            return sent.process();
        }
        KernelFacts kernel = reading.kernel();
        Closing closing = kernel == null ? null : kernel.closing();
        if (closing != null && closing.side() == reading.resetter()) {
            return closing.process();
        }
        return cause.family() == Family.LATE ? reading.history().whoShutDown(reading.resetter()) : null;
    }

    /// `tcp_abort` holds off packets while it works, which looks like work on a packet's behalf, but no packet makes it
    /// run.
    private static boolean isKiller(SentReset sent, Cause cause) {
        return cause == Cause.ADMIN_KILL && sent.context() == Context.UNKNOWN;
    }
}
