package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Side;

/// What would settle a verdict that leaves something open.
final class Question {
    private Question() {}

    static String of(Reading reading, Cause cause) {
        Side side = reading.resetter();
        String host = reading.facts().endpoint(side).host();
        if (reading.reason() != null) {
            return reading.wire() == null
                    ? "The kernel alone cannot tell these apart. Record packets as well, and read both with "
                            + "`finwait why FILE --trace RECORD`."
                    : "What the application on " + host + " did decides: look at its log of that moment.";
        }
        return switch (cause.family()) {
            case ABORT, LIMITS, PROTOCOL ->
                "Packets cannot tell these apart, the " + side.id() + "'s kernel can: run `finwait watch` on " + host
                        + ".";
            case LATE ->
                "Did the application on " + host
                        + " close, shut down, or die? `finwait watch` there names the process.";
            case GONE, THIRD_PARTY, HANDSHAKE ->
                "Did " + host
                        + " send this reset at all? Capture there too, or run `finwait watch` there: a reset that "
                        + "it did not send comes from a box on the way.";
            case LOOK_ALIKE -> "Was there a reset at all? Capture on both sides.";
        };
    }
}
