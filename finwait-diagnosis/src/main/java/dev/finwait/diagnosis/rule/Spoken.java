package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.Conversation.TlsAlert;
import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what was said above TCP into words, as far as payload was captured: which message the reset cut off, and who
/// had
/// complained by TLS before.
final class Spoken {
    private Spoken() {}

    /// What is worth saying of it, with any verdict.
    static List<Evidence> of(Reading reading) {
        WireFacts wire = reading.wire();
        if (wire == null || wire.conversation().protocol() == Protocol.UNKNOWN) {
            return List.of();
        }
        Conversation talk = wire.conversation();
        List<Evidence> spoken = new ArrayList<>();
        if (talk.protocol() == Protocol.TLS) {
            alert(spoken, Side.CLIENT, talk.clientAlert());
            alert(spoken, Side.SERVER, talk.serverAlert());
        } else {
            request(spoken, wire, talk);
            response(spoken, wire, talk);
        }
        return spoken;
    }

    private static void request(List<Evidence> spoken, WireFacts wire, Conversation talk) {
        if (isCut(talk.requestBytesSent(), talk.requestBytesExpected())) {
            spoken.add(cut(
                    number("request", talk.requests(), wire),
                    talk.requestBytesSent(),
                    talk.requestBytesExpected(),
                    wire.fromClient()));
        } else if (talk.unanswered() > 0 && !wire.oneWay()) {
            spoken.add(unanswered(wire, talk));
        }
    }

    private static Evidence unanswered(WireFacts wire, Conversation talk) {
        int first = talk.requests() - talk.unanswered() + 1;
        String which = first == talk.requests() || isFromTheMiddle(wire)
                ? number("request", talk.requests(), wire) + " on this connection was"
                : "requests " + first + " to " + talk.requests() + " on this connection were";
        return new Evidence(which + " never answered", packetOfLastData(wire.fromClient()));
    }

    private static void response(List<Evidence> spoken, WireFacts wire, Conversation talk) {
        if (isCut(talk.responseBytesSent(), talk.responseBytesExpected())) {
            spoken.add(cut(
                    number("response", talk.responses(), wire) + ", status " + talk.lastStatus() + ",",
                    talk.responseBytesSent(),
                    talk.responseBytesExpected(),
                    wire.fromServer()));
        }
    }

    private static boolean isCut(long sent, long expected) {
        return sent >= 0 && expected > sent;
    }

    private static Evidence cut(String message, long sent, long expected, Direction sender) {
        String text = message + " was cut at byte " + Words.number(sent) + " of the " + Words.number(expected)
                + " of its body";
        return new Evidence(text, packetOfLastData(sender));
    }

    /// Where the capture does not begin with the connection, nobody knows how many were before.
    private static String number(String message, int count, WireFacts wire) {
        return isFromTheMiddle(wire) ? "the last " + message : message + " " + count;
    }

    private static boolean isFromTheMiddle(WireFacts wire) {
        return wire.handshake().syn() == null;
    }

    private static long packetOfLastData(Direction sender) {
        return sender.lastData() == null ? 0 : sender.lastData().packet();
    }

    private static void alert(List<Evidence> spoken, Side side, @Nullable TlsAlert alert) {
        if (alert != null) {
            String what = alert.description() < 0
                    ? "an encrypted TLS alert, as a rule close_notify"
                    : "the TLS alert " + alert.name();
            spoken.add(new Evidence(
                    "the " + side.id() + " had sent " + what, alert.at().packet()));
        }
    }
}
