package dev.finwait.export.otel;

import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.export.VerdictSink;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Sends verdicts to an OpenTelemetry collector by OTLP over HTTP: a log record for each reset, and counters. Off
/// unless `OTEL_EXPORTER_OTLP_ENDPOINT` or that of a signal names a collector; the other standard variables are
/// the SDK's business. Thread-safe; a collector that is down or slow delays nothing.
public final class OpenTelemetryExport implements VerdictSink {
    private static final String SCOPE = "dev.finwait";
    private static final long CLOSE_SECONDS = 5;

    private final OpenTelemetrySdk sdk;
    private final SdkMessages messages;
    private final Consumer<String> notes;
    private final ResetLog log;
    private final ResetMeters meters;

    private OpenTelemetryExport(OpenTelemetrySdk sdk, String version, SdkMessages messages, Consumer<String> notes) {
        this.sdk = sdk;
        this.messages = messages;
        this.notes = notes;
        this.log = new ResetLog(sdk.getLogsBridge()
                .loggerBuilder(SCOPE)
                .setInstrumentationVersion(version)
                .build());
        this.meters = new ResetMeters(
                sdk.meterBuilder(SCOPE).setInstrumentationVersion(version).build());
    }

    /// Starts to send if the environment asks for it.
    ///
    /// @param environment the variables, usually [System#getenv()]
    /// @param version the version of Finwait
    /// @param notes takes what goes wrong later, each message once, in one line
    /// @return the export; empty when no collector is named
    /// @throws IOException if the variables make no sense; the message is one line for the user
    public static Optional<VerdictSink> open(Map<String, String> environment, String version, Consumer<String> notes)
            throws IOException {
        OtlpSettings settings = new OtlpSettings(environment);
        if (!settings.areComplete()) {
            return Optional.empty();
        }
        SdkMessages messages = SdkMessages.to(notes);
        try {
            return Optional.of(
                    new OpenTelemetryExport(build(settings.properties(), version), version, messages, notes));
        } catch (IllegalArgumentException e) {
            messages.close();
            throw new IOException(e.getMessage(), e);
        } catch (ConfigurationException e) {
            messages.close();
            throw new IOException("OpenTelemetry: " + e.getMessage() + ". Correct the variables OTEL_…", e);
        }
    }

    private static OpenTelemetrySdk build(Map<String, String> properties, String version) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesCustomizer(defaults -> properties)
                .addResourceCustomizer((resource, config) -> ThisService.complete(resource, version))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    @Override
    public void accept(Verdict verdict) {
        meters.count(verdict);
        if (!verdict.isAttemptOnly()) {
            log.write(verdict);
        }
    }

    @Override
    public void lost(long events) {
        meters.lost(events);
    }

    /// Sends what is left, for five seconds at most.
    @Override
    public void close() {
        if (!sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS).isSuccess()) {
            notes.accept("OpenTelemetry: the last records could not be sent within " + CLOSE_SECONDS + " s");
        }
        messages.close();
    }
}
