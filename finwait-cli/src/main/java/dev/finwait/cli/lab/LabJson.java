package dev.finwait.cli.lab;

import dev.finwait.lab.Lab;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Observation.CloserView;
import dev.finwait.lab.scenario.Observation.PeerView;
import dev.finwait.linux.Errno;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The lab's results as JSON Lines: one object for each scenario that ran. Scripts depend on the fields.
final class LabJson {
    private static final JsonFactory JSON = new JsonFactory();

    private LabJson() {}

    static void print(Lab.Report report, PrintWriter out) {
        report.results().stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .forEach(observation -> out.println(line(observation)));
    }

    private static String line(Observation seen) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("type", "scenario");
            json.writeStringProperty("id", seen.scenario().id());
            json.writeStringProperty("family", seen.scenario().family());
            nullable(
                    json,
                    "cause",
                    seen.scenario().cause().map(cause -> cause.id()).orElse(null));
            json.writeStringProperty("claim", seen.scenario().topic().claim());
            closer(json, seen.closer());
            peer(json, seen.peer());
            wire(json, seen.wire());
            nullable(json, "kernelReason", seen.kernelReason());
            json.writeNumberProperty("bytesLost", seen.bytesLost());
            json.writeStringProperty("finding", seen.finding());
            json.writeArrayPropertyStart("differences");
            seen.differences().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void closer(JsonGenerator json, CloserView closer) {
        json.writeObjectPropertyStart("closer");
        json.writeStringProperty("did", closer.did());
        json.writeStringProperty("returned", closer.returned());
        json.writeNumberProperty("tookMs", Math.round(closer.tookNanos() / 1e4) / 100.0);
        json.writeEndObject();
    }

    private static void peer(JsonGenerator json, PeerView peer) {
        json.writeObjectPropertyStart("peer");
        json.writeNumberProperty("bytesExpected", peer.bytesExpected());
        json.writeNumberProperty("bytesRead", peer.bytesRead());
        json.writeStringProperty("read", peer.read().word());
        errno(json, "readErrno", peer.readErrno());
        json.writeStringProperty("write", peer.write().word());
        errno(json, "writeErrno", peer.writeErrno());
        nullable(json, "javaException", peer.javaException());
        json.writeEndObject();
    }

    private static void wire(JsonGenerator json, @Nullable List<String> wire) {
        if (wire == null) {
            json.writeNullProperty("wire");
            return;
        }
        json.writeArrayPropertyStart("wire");
        wire.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void errno(JsonGenerator json, String name, @Nullable Errno errno) {
        if (errno == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, errno.number());
        }
    }

    private static void nullable(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
