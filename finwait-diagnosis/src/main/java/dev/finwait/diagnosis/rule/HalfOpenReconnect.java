package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Handshake.Previous;

/// A SYN meets the remains of an older connection, whose answer the caller resets: RFC 9293 3.5.1.
final class HalfOpenReconnect implements Rule {
    @Override
    public Cause cause() {
        return Cause.HALF_OPEN_RECONNECT;
    }

    @Override
    public Assessment assess(Reading reading) {
        return Collision.assess(reading, Previous.LIVE);
    }
}
