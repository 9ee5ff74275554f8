package dev.finwait.export.otel;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the environment says about OpenTelemetry, as properties of its SDK. Only the variables of
/// OpenTelemetry's own specification count.
final class OtlpSettings {
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String HTTP = "http/protobuf";
    private static final List<String> SIGNALS = List.of("logs", "metrics");

    private final Map<String, String> asked = new HashMap<>();

    OtlpSettings(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_") && !value.isBlank()) {
                asked.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
    }

    /// Whether any collector is named. Without one nothing leaves this host.
    boolean areComplete() {
        return !"true".equalsIgnoreCase(asked.get("otel.sdk.disabled"))
                && (asked.containsKey(ENDPOINT) || SIGNALS.stream().anyMatch(this::hasOwnEndpoint));
    }

    private boolean hasOwnEndpoint(String signal) {
        return asked.containsKey("otel.exporter.otlp." + signal + ".endpoint");
    }

    /// The properties, with what is different from the SDK's own defaults.
    ///
    /// @throws IllegalArgumentException if a protocol is asked for that is not there, with one line for the user
    Map<String, String> properties() {
        asked.forEach(OtlpSettings::check);
        Map<String, String> properties = new HashMap<>(asked);
        properties.put("otel.traces.exporter", "none");
        properties.putIfAbsent(PROTOCOL, HTTP);
        for (String signal : SIGNALS) {
            if (!asked.containsKey(ENDPOINT) && !hasOwnEndpoint(signal)) {
                properties.putIfAbsent("otel." + signal + ".exporter", "none");
            }
        }
        return properties;
    }

    private static void check(String name, String value) {
        if (name.startsWith("otel.exporter.otlp.") && name.endsWith(".protocol") && !value.equals(HTTP)) {
            throw new IllegalArgumentException("OpenTelemetry over '" + value + "' is not supported: set "
                    + name.toUpperCase(Locale.ROOT).replace('.', '_') + "=" + HTTP
                    + " and an endpoint that takes it, usually on port 4318.");
        }
    }
}
