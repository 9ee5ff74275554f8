package dev.finwait.kernel.record;

import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import java.math.BigDecimal;
import java.util.List;

/// Reads lines of scripts that write one `tcp_send_reset` event each: `src`, `dst`, `epoch` in
/// seconds, and what else the event gave of `reason`, `state`, `comm` and `tid`.
final class MinimalLine {
    /// What tracefs writes when it has forgotten the name.
    private static final String UNKNOWN = "<...>";

    private MinimalLine() {}

    static boolean isOne(JsonObject line) {
        return line.has("src") && line.has("dst") && line.has("epoch");
    }

    /// Reads a line. Who dialled is not in it: the lower port is taken for the server's.
    ///
    /// @throws IllegalArgumentException if an address or the time is not what it should be
    static RecordedReset read(JsonObject line) {
        Endpoint source = LineReader.endpoint(line.required("src"));
        Endpoint destination = LineReader.endpoint(line.required("dst"));
        boolean byServer = source.port() <= destination.port();
        long tid = line.number("tid", 0);
        String name = line.text("comm");
        SentReset sent = new SentReset(
                new Moment(nanos(line), 0),
                byServer ? Side.SERVER : Side.CLIENT,
                line.text("reason"),
                line.text("state"),
                Context.UNKNOWN,
                new ProcessIdentity(
                        tid, name == null || name.equals(UNKNOWN) ? "process " + tid : name, null, null, null));
        Side local = sent.from();
        KernelFacts facts = new KernelFacts(local, sent, null, 0, List.of(), List.of(), null, Counters.UNKNOWN);
        return new RecordedReset(byServer ? destination : source, byServer ? source : destination, false, facts);
    }

    private static long nanos(JsonObject line) {
        Object epoch = line.values().get("epoch");
        if (!(epoch instanceof Number)) {
            throw new IllegalArgumentException("the field \"epoch\" is no number of seconds");
        }
        return new BigDecimal(epoch.toString()).movePointRight(9).longValue();
    }
}
