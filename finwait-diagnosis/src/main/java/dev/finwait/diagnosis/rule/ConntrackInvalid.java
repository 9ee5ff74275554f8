package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.WireFacts;

/// A packet that escaped address translation comes from an address that the host has no connection
/// with.
final class ConntrackInvalid implements Rule {
    @Override
    public Cause cause() {
        return Cause.CONNTRACK_INVALID;
    }

    @Override
    public Assessment assess(Reading reading) {
        WireFacts wire = reading.wire();
        boolean known = wire != null
                && (wire.handshake().syn() != null
                        || !wire.from(reading.resetter()).isSilent());
        if (Gone.isOut(reading)) {
            return Assessment.excluded();
        }
        // Behind the box that did not translate it, the packet belongs to a connection in good order.
        return known ? Assessment.remote() : Assessment.weak();
    }
}
