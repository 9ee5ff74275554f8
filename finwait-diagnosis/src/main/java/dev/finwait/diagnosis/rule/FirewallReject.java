package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A packet filter answers in the name of the server: the same packet as the kernel's own reply.
final class FirewallReject implements Rule {
    @Override
    public Cause cause() {
        return Cause.FIREWALL_REJECT;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.sent() != null
                || reading.isActive().isYes()
                || reading.closed(reading.resetter()).isYes()) {
            return Assessment.excluded();
        }
        return reading.kernel() == null ? byPackets(reading) : byKernel(reading, reading.kernel());
    }

    /// A reject raises no event and no counter of the host in whose name it speaks. Older kernels raise no
    /// event for their own replies either, but count them.
    private static Assessment byKernel(Reading reading, KernelFacts kernel) {
        boolean ownHost = kernel.local() == null || kernel.local() == reading.resetter();
        if (!ownHost) {
            return Assessment.weak();
        }
        long outResets = kernel.counters().outRsts();
        if (outResets > 0) {
            return Assessment.weak();
        }
        Evidence unsent = Evidence.of("the reset was received, but the kernel of the host it comes from "
                + (outResets == 0 ? "sent none: OutRsts did not move" : "told of none that it sent"));
        return Assessment.fits(outResets == 0 ? Fit.PROVEN : Fit.GOOD, () -> List.of(unsent));
    }

    private static Assessment byPackets(Reading reading) {
        if (Refusal.isFromElsewhere(reading) || Forgery.hasOtherTtl(reading)) {
            return Assessment.fits(Fit.STRONG, () -> List.of(Refusal.distance(reading), Traces.trigger(reading)));
        }
        WireFacts wire = reading.wire();
        boolean fast = wire != null && Forgery.isTooFast(wire);
        boolean goesOn = wire != null && Forgery.goesOn(wire);
        String side = "the " + reading.resetter().id();
        // The shortest round trip of a young connection may just have been a slow one.
        if (fast && goesOn) {
            return Assessment.fits(
                    Fit.STRONG,
                    () -> List.of(
                            Traces.trigger(reading),
                            Evidence.of(
                                    "that is sooner than the path to " + side + " allows, and the real one went on")));
        }
        if (goesOn) {
            return Assessment.fits(
                    Fit.GOOD,
                    () -> List.of(
                            Evidence.of("the real " + reading.resetter().id() + " went on sending after the reset"),
                            Traces.trigger(reading)));
        }
        return Assessment.fits(
                Fit.WEAK,
                () -> List.of(
                        Traces.trigger(reading), Traces.fin(reading, reading.resetter()), Refusal.distance(reading)));
    }
}
