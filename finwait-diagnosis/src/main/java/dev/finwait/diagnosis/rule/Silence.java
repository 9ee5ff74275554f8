package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.surroundings.ServiceHistory;
import org.jspecify.annotations.Nullable;

/// How quiet a connection was when one side closed it.
final class Silence {
    /// The least number of idle closes from which a recurring time can be read.
    private static final long FEW = 3;

    private static final double TOLERANCE = 0.1;
    private static final long RIGHT_BEHIND = 50_000_000L;

    private Silence() {}

    /// The time between the last data of either side and the FIN of the side that reset; -1 when it
    /// is not known.
    static long beforeFin(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null) {
            return beforeClose(reading);
        }
        Moment fin = wire.from(reading.resetter()).fin();
        if (fin == null) {
            return -1;
        }
        long quiet = -1;
        quiet = shorter(quiet, wire.from(reading.other()).lastData(), fin);
        quiet = shorter(quiet, lastAnswer(wire, reading.resetter(), fin), fin);
        Moment start = wire.handshake().completed() != null
                ? wire.handshake().completed()
                : wire.handshake().synAck();
        return quiet >= 0 ? quiet : shorter(quiet, start, fin);
    }

    /// The same as the kernel of the side that reset tells it.
    private static long beforeClose(Reading reading) {
        KernelFacts kernel = reading.kernel();
        Closing closing = kernel == null ? null : kernel.closing();
        return closing == null || closing.side() != reading.resetter() ? -1 : closing.idleNanos();
    }

    /// The last data of a side before its FIN. On TLS its farewell does not count.
    private static @Nullable Moment lastAnswer(WireFacts wire, Side side, Moment fin) {
        Moment last = wire.from(side).lastData();
        if (wire.conversation().protocol() != Protocol.TLS) {
            return last;
        }
        for (int i = wire.story().size() - 1; i >= 0; i--) {
            Segment segment = wire.story().get(i);
            boolean said = segment.from() == side
                    && segment.length() > 0
                    && segment.at().compareTo(fin) <= 0;
            if (said && !ServiceHistory.isFarewell(fin.nanosSince(segment.at()), segment.length())) {
                return segment.at();
            }
            // What is older than the story is older than this.
            last = said ? null : last;
        }
        return last;
    }

    /// How long the connection had been quiet when the side that reset spoke unasked and closed right
    /// behind it, as servers say that somebody was idle for too long; -1 when it did not.
    static long beforeNotice(Reading reading) {
        WireFacts wire = reading.wire();
        Moment fin = wire == null ? null : wire.from(reading.resetter()).fin();
        if (wire == null || fin == null) {
            return -1;
        }
        Segment notice = null;
        for (int i = wire.story().size() - 1; i >= 0; i--) {
            Segment segment = wire.story().get(i);
            if (segment.length() == 0 || segment.at().compareTo(fin) > 0) {
                continue;
            }
            if (segment.from() != reading.resetter()) {
                return -1;
            }
            if (notice != null) {
                return notice.at().nanosSince(segment.at());
            }
            notice = segment;
            if (fin.nanosSince(notice.at()) > RIGHT_BEHIND) {
                return -1;
            }
        }
        return -1;
    }

    /// Data after the FIN, such as the late request itself, does not end the silence before it.
    private static long shorter(long quiet, @Nullable Moment moment, Moment fin) {
        if (moment == null || moment.compareTo(fin) > 0) {
            return quiet;
        }
        long nanos = fin.nanosSince(moment);
        return quiet < 0 ? nanos : Math.min(quiet, nanos);
    }

    /// Whether the connection was idle when it was closed.
    static Answer wasIdle(Reading reading) {
        long quiet = beforeFin(reading);
        if (quiet >= 0) {
            return Answer.of(quiet >= ServiceHistory.SHORTEST_IDLE_NANOS);
        }
        // What was idle for long has existed for longer.
        long age = reading.history().ageAtFin(reading.resetter());
        return age >= 0 && age < ServiceHistory.SHORTEST_IDLE_NANOS ? Answer.NO : Answer.UNKNOWN;
    }

    /// Whether it was closed for being idle. Without packets it is not known whether all had been
    /// said: then the time must be one after which this server closes again and again.
    static boolean isWhyClosed(Reading reading) {
        return wasIdle(reading).isYes() && (reading.wire() != null || recurs(reading));
    }

    /// Whether the server closes idle connections after just that time, again and again.
    static boolean recurs(Reading reading) {
        IdleCloses closes = reading.around().idleCloses();
        long quiet = beforeFin(reading);
        return quiet >= ServiceHistory.SHORTEST_IDLE_NANOS
                && closes.count() >= FEW
                && Math.abs(quiet - closes.typicalNanos()) <= TOLERANCE * closes.typicalNanos();
    }
}
