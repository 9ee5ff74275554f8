package dev.finwait.cli.watch;

import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.OwnVersion;
import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.export.VerdictSink;
import dev.finwait.export.otel.OpenTelemetryExport;
import dev.finwait.export.prometheus.ListenAddress;
import dev.finwait.export.prometheus.PrometheusEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Passes verdicts on to what watches over many hosts.
record ExportSink(VerdictSink export) implements WatchSink {
    /// Lets Prometheus ask.
    ///
    /// @param notes hears where
    /// @throws CommandFailure if it cannot listen there
    static ExportSink prometheus(ListenAddress address, Consumer<String> notes) {
        try {
            PrometheusEndpoint endpoint = PrometheusEndpoint.listen(address, OwnVersion.get());
            ListenAddress taken = new ListenAddress(address.host(), endpoint.port());
            notes.accept("metrics for Prometheus are at http://" + taken + "/metrics");
            return new ExportSink(endpoint);
        } catch (IOException e) {
            throw CommandFailure.cannotRun(String.valueOf(e.getMessage()));
        }
    }

    /// Sends to the collector that the environment names.
    ///
    /// @param notes takes what goes wrong later
    /// @return nothing when none is named
    /// @throws CommandFailure if the variables make no sense
    static Optional<WatchSink> openTelemetry(Map<String, String> environment, Consumer<String> notes) {
        try {
            return OpenTelemetryExport.open(environment, OwnVersion.get(), notes)
                    .map(ExportSink::new);
        } catch (IOException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void verdict(Verdict verdict) {
        export.accept(verdict);
    }

    @Override
    public void lost(long events) {
        export.lost(events);
    }

    @Override
    public void close() {
        export.close();
    }
}
