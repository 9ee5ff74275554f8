package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Direction.Retransmissions;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;

/// A side that had retransmitted in vain gave up; when the other one spoke again it was reset.
final class PeerGaveUp implements Rule {
    /// So many repetitions in a row are no ordinary loss.
    private static final int FEW = 3;

    @Override
    public Cause cause() {
        return Cause.PEER_GAVE_UP;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Gone.isOut(reading)) {
            return Assessment.excluded();
        }
        Direction resetter = reading.sentBy(reading.resetter());
        Retransmissions retransmissions = resetter == null ? Retransmissions.NONE : resetter.retransmissions();
        if (retransmissions.run() < FEW || retransmissions.runLast() == null) {
            return resetter == null ? Assessment.weak() : Assessment.excluded();
        }
        return Assessment.fits(
                Fit.STRONG,
                new Evidence(
                        "the " + reading.resetter().id() + " repeated itself "
                                + Words.count(retransmissions.run(), "time") + " without an answer",
                        retransmissions.runLast().packet()),
                Traces.trigger(reading));
    }
}
