package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;

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
        KernelFacts kernel = reading.kernel();
        if (kernel != null) {
            boolean asked = kernel.local() == null || kernel.local() == reading.resetter();
            return asked
                    ? Assessment.fits(
                            Fit.PROVEN,
                            Evidence.of("the reset was received, but the kernel of the host it comes from sent none"))
                    : Assessment.weak();
        }
        if (reading.wire() != null && goesOn(reading.wire())) {
            return Assessment.fits(
                    Fit.GOOD, Evidence.of("the real " + reading.resetter().id() + " went on sending after the reset"));
        }
        boolean elsewhere = Refusal.isFromElsewhere(reading) || Forgery.hasOtherTtl(reading);
        return elsewhere ? Assessment.fits(Fit.STRONG, Refusal.distance(reading)) : Assessment.weak();
    }

    private static boolean goesOn(WireFacts wire) {
        return wire.aftermath().dataFromResetter() > 0 && !wire.handshake().synAgain();
    }
}
