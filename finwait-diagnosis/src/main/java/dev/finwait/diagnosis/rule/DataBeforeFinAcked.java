package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// Data for an end that had closed with its own last bytes still on their way, or even still unsent.
final class DataBeforeFinAcked implements Rule {
    /// So much may be sent before anything is acknowledged (RFC 6928): with less, a FIN need not wait.
    private static final long FIRST_FLIGHT = 14_600;

    @Override
    public Cause cause() {
        return Cause.DATA_BEFORE_FIN_ACKED;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isReply().isNo()
                || reading.isTriggeredByData().isNo()
                || Late.hadSeenFin(reading).isYes()
                || isOver(reading)) {
            return Assessment.excluded();
        }
        Direction closer = reading.sentBy(reading.resetter());
        if (closer == null || closer.retransmissions().run() > 1) {
            return Assessment.weak();
        }
        long missing = Math.max(Late.missing(reading), closer.bytesOutstanding());
        Answer full = closer.fin() == null ? Late.wasHeldUp(reading) : Answer.NO;
        boolean heldUp = full.isYes();
        if (missing == 0 && closer.fin() == null && !heldUp) {
            return full.isNo() ? Assessment.excluded() : Assessment.weak();
        }
        if (missing == 0 && Silence.wasIdle(reading).isYes()) {
            return Assessment.weak();
        }
        if (closer.fin() == null && !heldUp && missing < FIRST_FLIGHT) {
            return Assessment.weak();
        }
        return Assessment.fits(
                missing > 0 || heldUp ? Fit.STRONG : Fit.GOOD,
                () -> List.of(
                        Evidence.of(lastBytes(reading, closer, missing)),
                        Traces.trigger(reading),
                        Traces.fin(reading, reading.resetter())));
    }

    /// Whether the FIN was acknowledged, and nothing tells that this was after the data.
    private static boolean isOver(Reading reading) {
        return Late.hadSeenFin(reading) == Answer.UNKNOWN
                && reading.finAcknowledged(reading.resetter()).isYes();
    }

    private static String lastBytes(Reading reading, Direction closer, long missing) {
        String side = reading.resetter().id();
        if (closer.fin() != null) {
            return missing > 0
                    ? Words.bytes(missing) + " of the " + side + " and its FIN were still under way"
                    : "the FIN of the " + side + " was still under way";
        }
        return missing > 0
                ? Words.bytes(missing) + " of the " + side + " were not acknowledged, and its FIN waited behind them"
                : "the " + side + " had filled the window of the "
                        + reading.other().id() + ": what it still had to send, and its FIN, waited";
    }
}
