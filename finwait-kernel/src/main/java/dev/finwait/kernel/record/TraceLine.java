package dev.finwait.kernel.record;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes what the kernel told of one connection as a line of JSON. Scripts depend on the fields:
/// docs/trace-format.md describes them.
final class TraceLine {
    private static final JsonFactory JSON = new JsonFactory();

    private TraceLine() {}

    static String of(ConnectionFacts facts, KernelFacts kernel) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("type", "kernel");
            json.writeStringProperty("client", facts.client().toString());
            json.writeStringProperty("server", facts.server().toString());
            json.writeBooleanProperty("rolesSeen", facts.rolesSeen());
            text(json, "local", side(kernel.local()));
            sent(json, kernel.sent());
            text(json, "received", time(kernel.received()));
            json.writeNumberProperty("moreSent", kernel.moreSent());
            history(json, kernel);
            errors(json, kernel);
            closing(json, kernel.closing());
            counters(json, kernel.counters());
            processes(json, kernel);
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void sent(JsonGenerator json, @Nullable SentReset sent) {
        if (sent == null) {
            json.writeNullProperty("sent");
            return;
        }
        json.writeObjectPropertyStart("sent");
        text(json, "time", time(sent.at()));
        text(json, "from", side(sent.from()));
        text(json, "reason", sent.reason());
        text(json, "state", sent.state());
        text(json, "context", word(sent.context()));
        json.writeNumberProperty("pid", sent.process().pid());
        json.writeEndObject();
    }

    private static void history(JsonGenerator json, KernelFacts kernel) {
        json.writeArrayPropertyStart("history");
        for (StateChange change : kernel.history()) {
            json.writeStartObject();
            text(json, "time", time(change.at()));
            text(json, "socket", side(change.socket()));
            text(json, "from", change.from());
            text(json, "to", change.to());
            text(json, "context", word(change.context()));
            json.writeNumberProperty("pid", change.process().pid());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void errors(JsonGenerator json, KernelFacts kernel) {
        json.writeArrayPropertyStart("errors");
        kernel.errors().forEach(error -> {
            json.writeStartObject();
            text(json, "time", time(error.at()));
            text(json, "socket", side(error.socket()));
            json.writeNumberProperty("errno", error.errno());
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static void closing(JsonGenerator json, @Nullable Closing closing) {
        if (closing == null) {
            json.writeNullProperty("closing");
            return;
        }
        json.writeObjectPropertyStart("closing");
        text(json, "time", time(closing.at()));
        text(json, "side", side(closing.side()));
        if (closing.process() == null) {
            json.writeNullProperty("pid");
        } else {
            json.writeNumberProperty("pid", closing.process().pid());
        }
        json.writeBooleanProperty("exiting", closing.exiting());
        json.writeNumberProperty("unread", closing.unread());
        json.writeNumberProperty("unsent", closing.unsent());
        json.writeNumberProperty("idleNanos", closing.idleNanos());
        json.writeEndObject();
    }

    private static void counters(JsonGenerator json, Counters counters) {
        json.writeObjectPropertyStart("counters");
        json.writeNumberProperty("outRsts", counters.outRsts());
        json.writeNumberProperty("abortOnData", counters.abortOnData());
        json.writeNumberProperty("abortOnClose", counters.abortOnClose());
        json.writeNumberProperty("abortOnLinger", counters.abortOnLinger());
        json.writeNumberProperty("abortOnTimeout", counters.abortOnTimeout());
        json.writeNumberProperty("abortOnMemory", counters.abortOnMemory());
        json.writeNumberProperty("sentEvents", counters.sentEvents());
        json.writeEndObject();
    }

    /// Each process once: most lines name the same one many times.
    private static void processes(JsonGenerator json, KernelFacts kernel) {
        Map<Long, ProcessIdentity> processes = new LinkedHashMap<>();
        if (kernel.sent() != null) {
            processes.put(kernel.sent().process().pid(), kernel.sent().process());
        }
        if (kernel.closing() != null && kernel.closing().process() != null) {
            processes.put(kernel.closing().process().pid(), kernel.closing().process());
        }
        kernel.history()
                .forEach(change -> processes.putIfAbsent(change.process().pid(), change.process()));
        json.writeArrayPropertyStart("processes");
        for (ProcessIdentity process : processes.values()) {
            json.writeStartObject();
            json.writeNumberProperty("pid", process.pid());
            text(json, "name", process.name());
            text(json, "command", process.command());
            text(json, "container", process.container());
            text(json, "unit", process.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    private static @Nullable String time(@Nullable Moment moment) {
        return moment == null ? null : moment.instant().toString();
    }

    private static @Nullable String side(@Nullable Side side) {
        return side == null ? null : side.id();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
