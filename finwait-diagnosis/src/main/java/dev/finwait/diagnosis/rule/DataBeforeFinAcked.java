package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;

/// Data for an end that had closed with its own last bytes still on their way, or even still unsent.
final class DataBeforeFinAcked implements Rule {
    @Override
    public Cause cause() {
        return Cause.DATA_BEFORE_FIN_ACKED;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isReply().isNo()
                || reading.isTriggeredByData().isNo()
                || reading.finAcknowledged(reading.resetter()).isYes()
                || Late.hadSeenFin(reading).isYes()) {
            return Assessment.excluded();
        }
        Direction closer = reading.sentBy(reading.resetter());
        if (closer == null || closer.retransmissions().run() > 1) {
            return Assessment.weak();
        }
        long missing = Math.max(Late.missing(reading), closer.bytesOutstanding());
        if (missing == 0 && (closer.fin() == null || Silence.wasIdle(reading).isYes())) {
            return closer.fin() == null ? Assessment.excluded() : Assessment.weak();
        }
        Evidence last = Evidence.of(
                closer.fin() == null
                        ? Words.bytes(missing) + " of the " + reading.resetter().id()
                                + " were not acknowledged, and no FIN had left it: it waited behind them"
                        : Words.bytes(missing) + " of the " + reading.resetter().id()
                                + " and its FIN were still under way");
        return Assessment.fits(
                missing > 0 ? Fit.STRONG : Fit.GOOD,
                last,
                Traces.trigger(reading),
                Traces.fin(reading, reading.resetter()));
    }
}
