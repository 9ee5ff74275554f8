package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// All connections of a process end at one instant: active resets where something was unread, FIN
/// elsewhere.
final class ProcessDied implements Rule {
    /// From so many connections at one instant on, chance is no explanation.
    private static final int SEVERAL = 3;

    /// A client that lives may drop a few at once, those to one page for instance.
    private static final int A_POOL = 7;

    @Override
    public Cause cause() {
        return Cause.PROCESS_DIED;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo() || reading.spoke(reading.other()).isNo()) {
            return Assessment.excluded();
        }
        Closing closing = reading.kernel() == null ? null : reading.kernel().closing();
        if (closing != null && closing.side() == reading.resetter()) {
            return closing.exiting()
                    ? Assessment.fits(
                            Fit.PROVEN, () -> List.of(Evidence.of("the process was ending when its socket was closed")))
                    : Assessment.excluded();
        }
        Surroundings around = reading.around();
        int used = around.resetsAtOnce() - around.resetsAtOnceUnused();
        boolean otherStory =
                around.endAlive() || reading.closed(reading.resetter()).isYes() || Last.isHeardOut(reading);
        int least = reading.resetter() == Side.CLIENT ? A_POOL : SEVERAL;
        if (otherStory || used + around.closesAtOnce() < least) {
            boolean alone = around.resetsAtOnce() == 1 && around.closesAtOnce() == 0;
            return reading.wire() != null && alone ? Assessment.remote() : Assessment.weak();
        }
        // Even then a client may have dropped all that it had.
        return Assessment.fits(
                reading.resetter() == Side.CLIENT ? Fit.GOOD : Fit.STRONG,
                () -> List.of(
                        Traces.atOnce(reading),
                        Evidence.of("it closed "
                                + (around.closesAtOnce() == 0
                                        ? "none with a FIN then"
                                        : Words.count(around.closesAtOnce(), "further connection")
                                                + " with a FIN then"))));
    }
}
