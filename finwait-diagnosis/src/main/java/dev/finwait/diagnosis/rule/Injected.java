package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.rule.Assessment.Fits;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A reset that its alleged sender did not send: something in it does not look like that sender's other
/// packets.
final class Injected implements Rule {
    @Override
    public Cause cause() {
        return Cause.INJECTED;
    }

    @Override
    public Assessment assess(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null || reading.sent() != null) {
            return Assessment.excluded();
        }
        List<Evidence> signs = Forgery.signs(reading);
        if (signs.isEmpty()) {
            return mayBeAnEcho(reading) ? Assessment.remote() : Assessment.excluded();
        }
        return new Fits(fit(signs, wire, reading), () -> signs, null);
    }

    /// Whether the resetting end may have lost the connection to a forged reset that this capture did not
    /// see, and only answers what comes later.
    private static boolean mayBeAnEcho(Reading reading) {
        return !Gone.isOut(reading) && reading.established().isYes();
    }

    /// A reply in perfect form to the very segment that it answers is what packet filters send; who forges
    /// resets to cut a connection has to guess.
    private static Fit fit(List<Evidence> signs, WireFacts wire, Reading reading) {
        boolean tries = Forgery.triesNumbers(wire);
        boolean inForm = reading.isReply().isYes() && reading.trigger() != null && !tries;
        if (signs.size() > 1 && !inForm) {
            return Fit.STRONG;
        }
        if (inForm) {
            return signs.size() > 1 ? Fit.WEAK : Fit.REMOTE;
        }
        return Forgery.goesOn(wire) || tries ? Fit.GOOD : Fit.WEAK;
    }
}
