package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.PacketTraits;
import dev.finwait.diagnosis.facts.PacketTraits.IpIds;
import dev.finwait.diagnosis.facts.ResetSegment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Shape;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;

/// Signs that a reset does not come from the side in whose name it speaks.
final class Forgery {
    /// Packets of the resetting side that overtook the reset on the way into the capture are no sign.
    private static final long SETTLED = 2_000_000L;

    private Forgery() {}

    /// Every sign there is, the weightiest first.
    static List<Evidence> signs(Reading reading) {
        List<Evidence> signs = new ArrayList<>();
        WireFacts wire = reading.wire();
        if (wire == null) {
            return signs;
        }
        String side = reading.resetter().id();
        if (goesOn(wire)) {
            signs.add(Evidence.of("the real " + side + " went on sending data after the reset"));
        }
        if (hasOtherTtl(reading)) {
            signs.add(Refusal.distance(reading));
        }
        ResetSegment reset = wire.reset();
        if (isToBoth(wire)) {
            signs.add(Evidence.of("the other end was reset as well, before it can have known of this one"));
        }
        if (isSpread(wire)) {
            signs.add(Evidence.of("several resets with different numbers came at once, as of somebody who guesses"));
        }
        if (reset.strayAcknowledgment()) {
            signs.add(new Evidence(
                    "it has an acknowledgment number without the ACK flag",
                    reset.at().packet()));
        }
        for (String sign : headerSigns(reset, wire.from(reading.resetter()), wire.shape())) {
            signs.add(new Evidence(
                    "it " + sign + ", unlike the " + side + "'s other packets",
                    reset.at().packet()));
        }
        if (isTooFast(wire)) {
            signs.add(Evidence.of("it came sooner than the path to the " + side + " allows"));
        }
        return signs;
    }

    /// Whether its TTL is none of those that the side's other packets had.
    static boolean hasOtherTtl(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null) {
            return false;
        }
        PacketTraits traits = wire.from(reading.resetter()).traits();
        int ttl = wire.reset().ttl();
        return traits.lowestTtl() >= 0 && (ttl < traits.lowestTtl() || ttl > traits.highestTtl());
    }

    /// Whether the alleged sender sent new data afterwards, which nobody does who has reset.
    static boolean goesOn(WireFacts wire) {
        return wire.aftermath().dataFromResetter() > 0 && outlives(wire);
    }

    /// Whether the alleged sender sent anything but resets afterwards.
    static boolean outlives(WireFacts wire) {
        Moment later = wire.aftermath().firstFromResetter();
        return !wire.handshake().synAgain()
                && later != null
                && later.nanosSince(wire.reset().at()) > SETTLED;
    }

    /// Only an active reset has the header of its socket; a reply has one of its own
    /// (`tcp_v4_send_reset`).
    private static List<String> headerSigns(ResetSegment reset, Direction sender, Shape shape) {
        List<String> signs = new ArrayList<>();
        PacketTraits traits = sender.traits();
        if (sender.segments() < 2 || shape == Shape.REPLY || shape == Shape.REPLY_TO_SYN) {
            return signs;
        }
        if (traits.timestamps() && !reset.timestamps()) {
            signs.add("has no timestamps");
        }
        if (reset.dontFragment() != traits.dontFragment() && reset.ipId() >= 0) {
            signs.add(reset.dontFragment() ? "has the DF bit" : "lacks the DF bit");
        }
        if (reset.trafficClass() != traits.trafficClass()) {
            signs.add("has another traffic class");
        }
        if (traits.ipIds() == IpIds.COUNTING && isFar(reset.ipId(), traits.lastIpId())) {
            signs.add("has an IP identification out of line");
        }
        return signs;
    }

    private static boolean isFar(int id, int last) {
        return ((id - last) & 0xffff) > 1_000;
    }

    /// Whether both ends seem to have ended a live socket of their own accord. Whoever has been reset has none.
    private static boolean isToBoth(WireFacts wire) {
        Shape shape = wire.shape();
        if (shape == Shape.REPLY || shape == Shape.REPLY_TO_SYN) {
            return false;
        }
        for (ResetSegment later : wire.later()) {
            boolean fromOther = later.from() != wire.reset().from() && later.trigger() == null;
            if (fromOther && isOfLiveSocket(wire.shape(later))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfLiveSocket(Shape shape) {
        return shape == Shape.ACTIVE || shape == Shape.ACTIVE_UNUSUAL;
    }

    private static boolean isSpread(WireFacts wire) {
        ResetSegment reset = wire.reset();
        for (ResetSegment later : wire.later()) {
            boolean guessed = later.from() == reset.from()
                    && later.trigger() == null
                    && later.segment().sequence() != reset.segment().sequence();
            if (guessed && (wire.shape() != Shape.REPLY || isBeyond(later))) {
                return true;
            }
        }
        return false;
    }

    /// Whether resets in the form of replies run ahead of all that the side had sent, as they do when the other's
    /// window is tried out. A real reply repeats what the other side has acknowledged (RFC 9293 3.10.7.1), and so
    /// cannot.
    static boolean triesNumbers(WireFacts wire) {
        return wire.shape() == Shape.REPLY && isSpread(wire);
    }

    private static boolean isBeyond(ResetSegment later) {
        Long gap = later.sequenceGap();
        return gap != null && gap > 0;
    }

    /// Half of the shortest round trip leaves room for a lucky packet.
    static boolean isTooFast(WireFacts wire) {
        Segment trigger = wire.reset().trigger();
        long path = wire.nanosTo(wire.reset().from());
        return trigger != null
                && wire.shape() != Shape.ACTIVE
                && path > SETTLED
                && wire.reset().at().nanosSince(trigger.at()) < path / 2;
    }
}
