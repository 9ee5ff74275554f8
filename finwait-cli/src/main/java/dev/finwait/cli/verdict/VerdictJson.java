package dev.finwait.cli.verdict;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Verdicts as JSON Lines: an object for each, and one for the whole at the end. Scripts depend on the fields.
public final class VerdictJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;

    /// Writes somewhere.
    ///
    /// @param out where the lines go
    public VerdictJson(PrintWriter out) {
        this.out = out;
    }

    /// Writes one reset connection.
    ///
    /// @param verdict what is said of it
    public void reset(Verdict verdict) {
        line("reset", json -> {
            json.writeStringProperty(
                    "time", Amounts.exact(verdict.facts().resetAt().instant()));
            json.writeStringProperty("client", verdict.facts().client().toString());
            json.writeStringProperty("server", verdict.facts().server().toString());
            json.writeStringProperty("resetBy", verdict.resetBy().id());
            json.writeStringProperty("family", verdict.cause().family().id());
            json.writeStringProperty("cause", verdict.cause().id());
            json.writeStringProperty("confidence", verdict.confidence().id());
            strings(
                    json,
                    "alternatives",
                    verdict.alternatives().stream().map(Cause::id).toList());
            json.writeStringProperty("harm", verdict.harm().id());
            number(json, "bytesLost", verdict.bytesLost());
            strings(
                    json,
                    "evidence",
                    verdict.evidence().stream().map(Evidence::toString).toList());
            json.writeNumberProperty("echoes", verdict.echoes());
            number(json, "packet", verdict.packet());
            process(json, verdict.process());
            json.writeName("kernelReason");
            json.writeString(verdict.kernelReason());
        });
    }

    /// Writes what was seen in all.
    ///
    /// @param totals the sums
    public void summary(Totals totals) {
        line("summary", json -> {
            json.writeNumberProperty("packets", totals.packets());
            json.writeNumberProperty("bytes", totals.bytes());
            json.writeNumberProperty("connections", totals.connections());
            json.writeNumberProperty("resets", totals.resets());
            Map<String, Long> byCause = new TreeMap<>();
            totals.byCause().forEach((cause, count) -> byCause.put(cause.id(), count));
            counts(json, "byCause", byCause);
            json.writeNumberProperty("seconds", totals.seconds());
            counts(json, "skipped", new TreeMap<>(totals.skipped()));
            json.writeNumberProperty("blindAttempts", totals.blindAttempts());
            json.writeNumberProperty("evicted", totals.evicted());
        });
    }

    private void line(String type, Consumer<JsonGenerator> properties) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("type", type);
            properties.accept(json);
            json.writeEndObject();
        }
        out.println(line);
    }

    private static void process(JsonGenerator json, @Nullable ProcessIdentity process) {
        if (process == null) {
            json.writeNullProperty("process");
            return;
        }
        json.writeObjectPropertyStart("process");
        json.writeNumberProperty("pid", process.pid());
        json.writeStringProperty("name", process.name());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        } else {
            json.writeNullProperty(name);
        }
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) {
        json.writeObjectPropertyStart(name);
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }
}
