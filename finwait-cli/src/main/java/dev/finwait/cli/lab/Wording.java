package dev.finwait.cli.lab;

import dev.finwait.lab.scenario.CallEnd;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.story.Call;
import dev.finwait.lab.story.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How an observation is put into words, the same in every table.
final class Wording {
    private Wording() {}

    /// What the peer's reads gave, one after the other; reads that gave data are added up.
    ///
    /// @return `1,000, ECONNRESET, 0`, `-` without a read
    static String reads(Observation observation) {
        List<String> words = new ArrayList<>();
        long bytes = 0;
        for (Call call : calls(observation, Call.Kind.READ)) {
            if (call.answer().count() > 0) {
                bytes += call.answer().count();
                continue;
            }
            if (bytes > 0) {
                words.add(number(bytes));
                bytes = 0;
            }
            words.add(call.answer().brief());
        }
        if (bytes > 0) {
            words.add(number(bytes));
        }
        if (observation.peer().read() == CallEnd.REFUSED) {
            words.add(String.valueOf(observation.peer().readErrno()));
        }
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    /// What the peer's writes gave, one after the other; the first failure ends the list.
    ///
    /// @return `ok`, `ok, EPIPE`, `ECONNRESET`, `-` without a write
    static String writes(Observation observation) {
        List<String> words = new ArrayList<>();
        for (Call call : calls(observation, Call.Kind.WRITE)) {
            if (call.answer().failed()) {
                words.add(call.answer().brief());
                break;
            }
            if (words.isEmpty()) {
                words.add("ok");
            }
        }
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    private static List<Call> calls(Observation observation, Call.Kind kind) {
        return observation.story().stream()
                .filter(Call.class::isInstance)
                .map(Call.class::cast)
                .filter(call -> call.side() == Side.PEER && call.kind() == kind)
                .toList();
    }

    /// The packets that end a connection, in order, runs of the same one counted.
    ///
    /// @return `FIN, RST`, `RST x3`, `-` for none, nothing where they could not be seen
    static String wire(Observation observation) {
        List<String> wire = observation.wire();
        if (wire == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (from < wire.size()) {
            int to = from;
            while (to < wire.size() && wire.get(to).equals(wire.get(from))) {
                to++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(wire.get(from));
            if (to - from > 1) {
                text.append(" x").append(to - from);
            }
            from = to;
        }
        return text.isEmpty() ? "-" : text.toString();
    }

    /// The kernel's reason for the first reset.
    ///
    /// @return its name, `-` for no reset, nothing where it could not be seen
    static String reason(Observation observation) {
        if (!observation.kernelSeen()) {
            return "";
        }
        String reason = observation.kernelReason();
        return reason == null ? "-" : reason;
    }

    /// The kernel that all this was seen on.
    ///
    /// @return name and version, without what a distribution appends
    static String kernel() {
        String version = System.getProperty("os.version");
        int suffix = version.indexOf('-');
        return System.getProperty("os.name") + " " + (suffix < 0 ? version : version.substring(0, suffix));
    }

    /// A number of bytes.
    ///
    /// @return with thousands separated by commas
    static String number(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}
