package dev.finwait.capture.flow.reset;

import dev.finwait.diagnosis.facts.Aftermath;
import dev.finwait.diagnosis.facts.Moment;
import org.jspecify.annotations.Nullable;

/// Counts what happens after a reset.
final class AftermathCount {
    long resets;
    long resetsFromOther;
    long segmentsFromOther;
    int challengeAcks;

    private long dataFromResetter;
    private long segmentsFromResetter;
    private @Nullable Moment firstFromResetter;
    /// Whether the connection goes on.
    final Life life = new Life();

    void fromResetter(long nanos, long packet, boolean bringsData) {
        if (segmentsFromResetter++ == 0) {
            firstFromResetter = new Moment(nanos, packet);
        }
        dataFromResetter += bringsData ? 1 : 0;
    }

    Aftermath aftermath() {
        return new Aftermath(
                resets,
                resetsFromOther,
                dataFromResetter,
                segmentsFromResetter,
                firstFromResetter,
                segmentsFromOther,
                life.goesOn(),
                challengeAcks);
    }
}
