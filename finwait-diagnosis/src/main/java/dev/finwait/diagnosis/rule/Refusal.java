package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;

/// From how far a reset comes, compared with the end in whose name it speaks.
final class Refusal {
    private Refusal() {}

    /// Whether the reset has another TTL than the server's packets on other connections.
    static boolean isFromElsewhere(Reading reading) {
        WireFacts wire = reading.wire();
        int expected = reading.around().serverTtl();
        return wire != null
                && reading.resetter() == Side.SERVER
                && wire.fromServer().isSilent()
                && expected >= 0
                && wire.reset().ttl() != expected;
    }

    /// The TTL of the reset beside that of the side's other packets.
    static Evidence distance(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null) {
            return Evidence.of("how far the reset came is not known");
        }
        Direction sender = wire.from(reading.resetter());
        int expected = sender.isSilent() && reading.resetter() == Side.SERVER
                ? reading.around().serverTtl()
                : sender.traits().ttl();
        String side = reading.resetter().id();
        if (expected < 0) {
            return Evidence.of("no other packet of the " + side + " is there to compare its TTL with");
        }
        int ttl = wire.reset().ttl();
        return new Evidence(
                ttl == expected
                        ? "its TTL " + ttl + " is that of the " + side + "'s other packets"
                        : "its TTL is " + ttl + ", the " + side + "'s other packets have " + expected,
                wire.reset().at().packet());
    }
}
