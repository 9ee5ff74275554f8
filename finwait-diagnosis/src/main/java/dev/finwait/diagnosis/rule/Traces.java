package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ResetSegment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Shape;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;

/// Puts facts that many rules cite into words.
final class Traces {
    private Traces() {}

    /// What the reset itself looks like, the kernel's word for it, and what carried it: said with every verdict.
    static List<Evidence> common(Reading reading) {
        List<Evidence> evidence = new ArrayList<>();
        ResetSegment reset = reading.decisive();
        Shape shape = reading.shape();
        if (reset != null && shape != null) {
            Segment trigger = reset.trigger();
            boolean alien = shape == Shape.REPLY_TO_SYN && trigger != null && !trigger.has(Segment.SYN);
            evidence.add(look(reset, alien ? Shape.REPLY : shape));
        }
        SentReset sent = reading.sent();
        if (sent != null && sent.reason() != null) {
            evidence.add(Evidence.of(reasonOf(sent)));
        }
        WireFacts wire = reading.wire();
        if (wire != null && wire.tunnel() != null) {
            evidence.add(Evidence.of("the connection was seen inside " + wire.tunnel()));
        }
        return evidence;
    }

    private static Evidence look(ResetSegment reset, Shape shape) {
        String what = switch (shape) {
            case ACTIVE -> "an active reset: somebody ended a live socket";
            case ACTIVE_UNUSUAL -> "an active reset, not in the form of a Linux kernel";
            case REPLY -> "a reply reset: this end has no connection for the segment it answers";
            case REPLY_TO_SYN -> "a reply reset to a SYN: nobody listens there";
            case UNUSUAL -> "neither the active nor the reply form of a Linux kernel";
        };
        return new Evidence(
                reset.segment().flagNames() + " from the " + reset.from().id() + ", window "
                        + Words.number(reset.segment().window()) + ", TTL " + reset.ttl() + ": " + what,
                reset.at().packet());
    }

    private static String reasonOf(SentReset sent) {
        String context = sent.context() == Context.PROCESS
                ? " in a system call of " + sent.process().name() + " (pid "
                        + sent.process().pid() + ")"
                : "";
        String state = sent.state() == null ? "" : ", socket in " + sent.state();
        return "the " + sent.from().id() + "'s kernel gives the reason " + sent.reason() + state + context;
    }

    /// That a side had said goodbye, or had not.
    static Evidence fin(Reading reading, Side side) {
        Direction direction = reading.sentBy(side);
        if (direction == null || direction.fin() == null) {
            return Evidence.of(
                    reading.closed(side).isYes()
                            ? "the " + side.id() + " had closed before"
                            : "no FIN of the " + side.id() + " before the reset");
        }
        Moment fin = direction.fin();
        return new Evidence(
                "FIN of the " + side.id() + ", "
                        + Words.time(reading.facts().resetAt().nanosSince(fin)) + " before the reset",
                fin.packet());
    }

    /// The segment that drew the reset.
    static Evidence trigger(Reading reading) {
        Segment trigger = reading.trigger();
        if (trigger == null) {
            return Evidence.of("no segment is seen that the reset answers");
        }
        String what = trigger.length() > 0 ? Words.bytes(trigger.length()) : trigger.flagNames();
        return new Evidence(
                what + " of the " + trigger.from().id() + ", answered by the reset "
                        + Words.time(Math.max(0, reading.facts().resetAt().nanosSince(trigger.at()))) + " later",
                trigger.at().packet());
    }

    /// What a side had sent, and what of it was not acknowledged.
    static Evidence sent(Reading reading, Side side) {
        Direction direction = reading.sentBy(side);
        if (direction == null) {
            return Evidence.of("what the " + side.id() + " had sent is not known without packets");
        }
        String outstanding = direction.bytesOutstanding() == 0
                ? ", all acknowledged"
                : ", " + Words.bytes(direction.bytesOutstanding()) + " not acknowledged";
        Moment last = direction.lastData();
        return direction.bytes() == 0
                ? Evidence.of("the " + side.id() + " had sent no data")
                : new Evidence(
                        "the " + side.id() + " had sent " + Words.bytes(direction.bytes()) + outstanding,
                        last == null ? 0 : last.packet());
    }

    /// That the same end reset others at the same instant.
    static Evidence atOnce(Reading reading) {
        int others = reading.around().resetsAtOnce() - 1;
        return Evidence.of(
                others == 0
                        ? "no other connection of that end was reset at that instant"
                        : "that end reset " + Words.count(others, "other connection") + " at the same instant");
    }
}
