package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import java.util.List;

/// A client that leaves while the server still sends.
final class ClientGone implements Rule {
    @Override
    public Cause cause() {
        return Cause.CLIENT_GONE;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Late.isOut(reading) || reading.resetter() == Side.SERVER) {
            return Assessment.excluded();
        }
        if (Late.isGuess(reading)) {
            return Assessment.weak();
        }
        return Assessment.fits(
                isStreaming(reading) ? Fit.STRONG : Fit.GOOD,
                () -> List.of(
                        Traces.fin(reading, Side.CLIENT), Traces.trigger(reading), Traces.sent(reading, Side.SERVER)));
    }

    /// Whether the server was in the middle of something: its last data before the client's FIN was not
    /// the end of it.
    private static boolean isStreaming(Reading reading) {
        Direction server = reading.sentBy(Side.SERVER);
        return server != null && (server.bytesOutstanding() > 0 || Last.isCutShort(reading));
    }
}
