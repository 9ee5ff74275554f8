package dev.finwait.diagnosis.facts;

import java.util.List;

/// Measures silence.
final class Gaps {
    private Gaps() {}

    /// The story holds the last packets before the reset, so the last one before the trigger is among
    /// them.
    static long idleBefore(WireFacts wire) {
        Segment trigger = wire.reset().trigger();
        Moment end = wire.reset().at();
        if (trigger != null && trigger.at().compareTo(end) < 0) {
            end = trigger.at();
        }
        List<Segment> story = wire.story();
        for (int i = story.size() - 1; i >= 0; i--) {
            Moment at = story.get(i).at();
            if (at.compareTo(end) < 0) {
                return Math.max(0, end.nanosSince(at));
            }
        }
        return -1;
    }
}
