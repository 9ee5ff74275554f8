package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server that answers while the upload still flows, and closes with the rest of it unread.
final class EarlyResponse implements Rule {
    private static final long RIGHT_BEHIND = 1_000_000_000L;

    @Override
    public Cause cause() {
        return Cause.EARLY_RESPONSE;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo()
                || reading.resetter() == Side.CLIENT
                || reading.spoke(Side.SERVER).isNo()
                || reading.spoke(Side.CLIENT).isNo()
                || reading.closed(Side.SERVER).isYes()) {
            return Assessment.excluded();
        }
        WireFacts wire = reading.wire();
        if (wire == null) {
            return Assessment.weak();
        }
        if (reading.spoke(Side.SERVER) == Answer.UNKNOWN || reading.spoke(Side.CLIENT) == Answer.UNKNOWN) {
            return Assessment.remote();
        }
        Conversation talk = wire.conversation();
        boolean bodyIncomplete = talk.requestBytesExpected() > talk.requestBytesSent() && talk.requestBytesSent() >= 0;
        boolean refused = talk.lastStatus() >= 300 && talk.requestBytesExpected() > 0;
        boolean answered = talk.requests() == talk.responses();
        if (!answered || !(bodyIncomplete || refused || isUploading(wire))) {
            boolean mayUpload = talk.protocol() == Protocol.HTTP1 && talk.requestBytesExpected() < 0;
            return mayUpload ? Assessment.weak() : Assessment.remote();
        }
        Evidence answer = new Evidence(
                "the server had answered" + (talk.lastStatus() > 0 ? " with status " + talk.lastStatus() : "")
                        + " while the client still sent",
                numberOf(wire.fromServer().lastData()));
        Fit fit = bodyIncomplete || refused || sentOn(wire) ? Fit.STRONG : Fit.GOOD;
        return Assessment.fits(
                fit, () -> List.of(answer, Traces.sent(reading, Side.CLIENT), Traces.fin(reading, Side.SERVER)));
    }

    /// The answer comes between data of the client, or while some of it is not yet acknowledged; right
    /// behind it, the reset.
    private static boolean isUploading(WireFacts wire) {
        Direction client = wire.fromClient();
        Moment answered = wire.fromServer().lastData();
        Moment began = client.firstData();
        Moment last = client.lastData();
        if (answered == null || began == null || last == null || answered.compareTo(began) < 0) {
            return false;
        }
        boolean behind = wire.reset().at().nanosSince(answered) < RIGHT_BEHIND;
        // Of a protocol that is not known, what comes behind an answer may as well be the next question.
        boolean goesOn =
                wire.conversation().protocol() == Protocol.HTTP1 && (last.compareTo(answered) > 0 || sentOn(wire));
        return behind && (client.bytesOutstanding() > 0 || goesOn);
    }

    /// Whether more came of the client behind the reset that it had sent before the answer was there: it does not
    /// acknowledge all of it.
    private static boolean sentOn(WireFacts wire) {
        if (wire.conversation().protocol() != Protocol.HTTP1) {
            return false;
        }
        Segment reset = wire.reset().segment();
        for (Segment segment : wire.story()) {
            boolean behind = segment.from() == Side.CLIENT
                    && segment.length() > 0
                    && segment.at().compareTo(reset.at()) > 0;
            if (behind && segment.has(Segment.ACK) && segment.acknowledgment() < reset.sequence()) {
                return true;
            }
        }
        return false;
    }

    private static long numberOf(@Nullable Moment moment) {
        return moment == null ? 0 : moment.packet();
    }
}
