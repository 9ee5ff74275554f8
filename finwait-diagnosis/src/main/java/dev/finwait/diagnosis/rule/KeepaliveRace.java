package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.rule.Assessment.Fits;
import dev.finwait.diagnosis.surroundings.ServiceHistory;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// A request on a connection that the server had just closed because it was idle for too long.
final class KeepaliveRace implements Rule {
    @Override
    public Cause cause() {
        return Cause.KEEPALIVE_RACE;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (Late.isOut(reading) || reading.resetter() == Side.CLIENT) {
            return Assessment.excluded();
        }
        Answer idle = Silence.wasIdle(reading);
        if (idle.isNo() && isNoticed(reading)) {
            return afterNotice(reading, Silence.beforeNotice(reading));
        }
        if (idle.isNo() || Late.isGuess(reading) || Late.hadSeenFin(reading).isNo() || Late.wasUnanswered(reading)) {
            return Assessment.weak();
        }
        if (idle == Answer.UNKNOWN) {
            return Assessment.fits(Fit.GOOD, () -> List.of(Traces.fin(reading, Side.SERVER)));
        }
        IdleCloses closes = reading.around().idleCloses();
        boolean recurs = Silence.recurs(reading);
        Evidence quiet = Evidence.of("the connection was quiet for " + Words.time(Silence.beforeFin(reading))
                + " before the server closed it");
        Evidence measured = Evidence.of(
                recurs
                        ? "this server closes idle connections after " + Words.time(closes.typicalNanos()) + ": "
                                + Words.count(closes.count(), "such close")
                                + (reading.wire() == null ? " so far" : " in the capture")
                        : "too few idle closes of this server were seen to tell its limit");
        return new Fits(
                recurs ? Fit.STRONG : Fit.GOOD,
                () -> List.of(
                        quiet,
                        measured,
                        Traces.fin(reading, Side.SERVER),
                        Traces.trigger(reading),
                        Late.number(reading)),
                advice(recurs ? closes.shortestNanos() : Silence.beforeFin(reading), reading));
    }

    /// Whether the server said that it would close, as some do when somebody was idle for too long, and the client
    /// had received both.
    private static boolean isNoticed(Reading reading) {
        return Late.hadSeenFin(reading).isYes() && Silence.beforeNotice(reading) >= ServiceHistory.SHORTEST_IDLE_NANOS;
    }

    private static Assessment afterNotice(Reading reading, long quiet) {
        return new Fits(
                Fit.GOOD,
                () -> List.of(
                        Evidence.of("the connection was quiet for " + Words.time(quiet)
                                + " before the server said something unasked and closed it"),
                        Traces.fin(reading, Side.SERVER),
                        Traces.trigger(reading)),
                advice(quiet, reading));
    }

    private static String advice(long serverIdle, Reading reading) {
        return "Let the client drop connections that were idle for more than " + Words.time(serverIdle * 4 / 5)
                + ": " + reading.facts().server() + " closes them after " + Words.time(serverIdle)
                + ". Or raise the server's idle limit above the client's. A retry is safe when nothing of an answer "
                + "came back: the request was never read.";
    }
}
