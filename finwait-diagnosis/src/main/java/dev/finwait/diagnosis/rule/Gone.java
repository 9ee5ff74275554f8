package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;

/// What the causes of the family gone have in common: a segment of a connection in use is answered as
/// if there were none.
final class Gone {
    private Gone() {}

    /// Whether it cannot be one of the family: no reply, a reply within the handshake, or a goodbye
    /// before it.
    static boolean isOut(Reading reading) {
        Segment trigger = reading.trigger();
        return reading.isReply().isNo()
                || reading.closed(reading.resetter()).isYes()
                || (trigger != null && trigger.has(Segment.SYN));
    }

    /// How long nothing was heard before.
    static Evidence quiet(Reading reading) {
        WireFacts wire = reading.wire();
        long gap = wire == null ? -1 : wire.idleNanosBefore();
        return Evidence.of(
                gap < 0
                        ? "how long the connection had been quiet is not known"
                        : "the connection had been quiet for " + Words.time(gap) + " before");
    }
}
