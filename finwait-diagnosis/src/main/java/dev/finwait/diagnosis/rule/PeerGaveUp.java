package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A side that had retransmitted in vain gave up; when the other one spoke again it was reset.
final class PeerGaveUp implements Rule {
    /// So many repetitions in a row are no ordinary loss.
    private static final int FEW = 3;

    /// Whoever still tries repeats itself, first after 0.2 s, then after twice as long each time (RFC 6298).
    private static final long SECOND = 1_000_000_000L;

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
        Moment last = resetter == null ? null : resetter.last();
        if (resetter == null || last == null) {
            return Assessment.weak();
        }
        long repeats = resetter.retransmissions().count();
        long silence = reading.facts().resetAt().nanosSince(last);
        if (repeats < FEW || silence < SECOND) {
            return Assessment.excluded();
        }
        return Assessment.fits(
                Fit.STRONG,
                () -> List.of(
                        new Evidence(
                                "the " + reading.resetter().id() + " repeated itself " + Words.count(repeats, "time")
                                        + " and then said nothing for " + Words.time(silence),
                                last.packet()),
                        Traces.trigger(reading)));
    }
}
