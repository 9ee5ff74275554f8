package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Handshake.Previous;

/// A SYN meets an older connection of the same ports that waits in TIME_WAIT.
final class TimeWaitCollision implements Rule {
    @Override
    public Cause cause() {
        return Cause.TIME_WAIT_COLLISION;
    }

    @Override
    public Assessment assess(Reading reading) {
        return Collision.assess(reading, Previous.CLOSED);
    }
}
