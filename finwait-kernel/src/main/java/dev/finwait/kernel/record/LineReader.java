package dev.finwait.kernel.record;

import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.KernelFacts.SocketErrorReport;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the lines that [TraceLine] writes.
final class LineReader {
    private final JsonObject line;
    private final Map<Long, ProcessIdentity> processes = new HashMap<>();

    private LineReader(JsonObject line) {
        this.line = line;
        for (JsonObject process : line.list("processes")) {
            ProcessIdentity identity = new ProcessIdentity(
                    process.number("pid", 0),
                    process.required("name"),
                    process.text("command"),
                    process.text("container"),
                    process.text("unit"));
            processes.put(identity.pid(), identity);
        }
    }

    /// Reads a line.
    ///
    /// @throws IllegalArgumentException if something is missing, or is not what it should be
    static RecordedReset read(JsonObject line) {
        return new RecordedReset(
                endpoint(line.required("client")),
                endpoint(line.required("server")),
                line.truth("rolesSeen"),
                new LineReader(line).facts());
    }

    private KernelFacts facts() {
        JsonObject sent = line.object("sent");
        JsonObject closing = line.object("closing");
        String received = line.text("received");
        return new KernelFacts(
                line.has("local") ? side(line.required("local")) : null,
                sent == null ? null : sent(sent),
                received == null ? null : moment(received),
                line.number("moreSent", 0),
                line.list("history").stream().map(this::change).toList(),
                line.list("errors").stream().map(LineReader::error).toList(),
                closing == null ? null : closing(closing),
                counters(line.object("counters")));
    }

    private SentReset sent(JsonObject sent) {
        return new SentReset(
                moment(sent.required("time")),
                side(sent.required("from")),
                sent.text("reason"),
                sent.text("state"),
                context(sent),
                process(sent));
    }

    private StateChange change(JsonObject change) {
        return new StateChange(
                moment(change.required("time")),
                side(change.required("socket")),
                change.required("from"),
                change.required("to"),
                context(change),
                process(change));
    }

    private static SocketErrorReport error(JsonObject error) {
        return new SocketErrorReport(
                moment(error.required("time")), side(error.required("socket")), (int) error.number("errno", 0));
    }

    private Closing closing(JsonObject closing) {
        return new Closing(
                moment(closing.required("time")),
                side(closing.required("side")),
                closing.has("pid") ? process(closing) : null,
                closing.truth("exiting"),
                closing.number("unread", -1),
                closing.number("unsent", -1),
                closing.number("idleNanos", -1));
    }

    private static Counters counters(@Nullable JsonObject counters) {
        if (counters == null) {
            return Counters.UNKNOWN;
        }
        return new Counters(
                counters.number("outRsts", -1),
                counters.number("abortOnData", -1),
                counters.number("abortOnClose", -1),
                counters.number("abortOnLinger", -1),
                counters.number("abortOnTimeout", -1),
                counters.number("abortOnMemory", -1),
                counters.number("sentEvents", -1));
    }

    private ProcessIdentity process(JsonObject user) {
        long pid = user.number("pid", 0);
        ProcessIdentity known = processes.get(pid);
        return known == null ? new ProcessIdentity(pid, "process " + pid, null, null, null) : known;
    }

    private static Context context(JsonObject event) {
        return Context.valueOf(event.required("context").toUpperCase(Locale.ROOT));
    }

    private static Side side(String word) {
        return Side.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Moment moment(String time) {
        try {
            Instant instant = Instant.parse(time);
            return new Moment(instant.getEpochSecond() * 1_000_000_000L + instant.getNano(), 0);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + time + "\" is no time like 2026-11-28T12:00:00.5Z", e);
        }
    }

    /// Reads `ip:port` or `[ip]:port`.
    ///
    /// @throws IllegalArgumentException if it is neither
    static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("\"" + text + "\" is no address and port");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        InetAddress address = InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
        return new Endpoint(address, Integer.parseInt(text.substring(colon + 1)));
    }
}
