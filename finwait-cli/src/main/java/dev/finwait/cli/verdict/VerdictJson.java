package dev.finwait.cli.verdict;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.PrintWriter;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Verdicts as JSON Lines: an object for each, and one for the whole at the end. Scripts depend on the fields. Not
/// thread-safe.
///
/// Lines are gathered, because tens of thousands in a second are nothing unusual: see [#flush()].
public final class VerdictJson {
    /// ASCII only: words of others cannot drive a terminal, and any locale's encoding will do.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator((String) null)
            .build();

    private final JsonGenerator json;
    private final ExactTimes times = new ExactTimes();

    /// Writes somewhere.
    ///
    /// @param out where the lines go
    public VerdictJson(PrintWriter out) {
        json = JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    /// Writes one reset connection.
    ///
    /// @param verdict what is said of it
    public void reset(Verdict verdict) {
        begin("reset");
        json.writeStringProperty("time", times.of(verdict.facts().resetAt()));
        json.writeStringProperty("client", verdict.facts().client().toString());
        json.writeStringProperty("server", verdict.facts().server().toString());
        json.writeStringProperty("resetBy", verdict.resetBy().id());
        json.writeStringProperty("family", verdict.cause().family().id());
        json.writeStringProperty("cause", verdict.cause().id());
        json.writeStringProperty("confidence", verdict.confidence().id());
        json.writeArrayPropertyStart("alternatives");
        for (Cause alternative : verdict.alternatives()) {
            json.writeString(alternative.id());
        }
        json.writeEndArray();
        json.writeStringProperty("harm", verdict.harm().id());
        number("bytesLost", verdict.bytesLost());
        json.writeArrayPropertyStart("evidence");
        for (Evidence evidence : verdict.evidence()) {
            json.writeString(evidence.toString());
        }
        json.writeEndArray();
        json.writeNumberProperty("echoes", verdict.echoes());
        number("packet", verdict.packet());
        process(verdict.process());
        json.writeName("kernelReason");
        json.writeString(verdict.kernelReason());
        end();
    }

    /// Writes what was seen in all.
    ///
    /// @param totals the sums
    public void summary(Totals totals) {
        begin("summary");
        json.writeNumberProperty("packets", totals.packets());
        json.writeNumberProperty("bytes", totals.bytes());
        json.writeNumberProperty("connections", totals.connections());
        json.writeNumberProperty("resets", totals.resets());
        Map<String, Long> byCause = new TreeMap<>();
        totals.byCause().forEach((cause, count) -> byCause.put(cause.id(), count));
        counts("byCause", byCause);
        json.writeNumberProperty("seconds", totals.seconds());
        counts("skipped", new TreeMap<>(totals.skipped()));
        json.writeNumberProperty("blindAttempts", totals.blindAttempts());
        json.writeNumberProperty("evicted", totals.evicted());
        end();
    }

    /// Hands on all lines so far.
    public void flush() {
        json.flush();
    }

    private void begin(String type) {
        json.writeStartObject();
        json.writeStringProperty("type", type);
    }

    private void end() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void process(@Nullable ProcessIdentity process) {
        if (process == null) {
            json.writeNullProperty("process");
            return;
        }
        json.writeObjectPropertyStart("process");
        json.writeNumberProperty("pid", process.pid());
        json.writeStringProperty("name", process.name());
        json.writeEndObject();
    }

    private void number(String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        } else {
            json.writeNullProperty(name);
        }
    }

    private void counts(String name, Map<String, Long> counts) {
        json.writeObjectPropertyStart(name);
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }
}
