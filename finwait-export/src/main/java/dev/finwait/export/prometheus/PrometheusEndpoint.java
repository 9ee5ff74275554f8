package dev.finwait.export.prometheus;

import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.export.VerdictSink;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/// Counts verdicts and lets Prometheus scrape the counters at `/metrics`. Thread-safe.
///
/// | counter | labels | counts |
/// |---|---|---|
/// | `finwait_resets_total` | `family`, `cause`, `direction`, `process`, `harm` | reset connections |
/// | `finwait_lost_bytes_total` | `family`, `cause` | bytes lost, where that is known |
/// | `finwait_blind_attempts_total` | | resets that nobody believed |
/// | `finwait_lost_events_total` | | events of the kernel that were lost |
///
/// and the gauge `finwait_build_info` with the label `version`. How many series there are is bounded, see
/// [dev.finwait.export.ResetKinds]; addresses are no labels.
public final class PrometheusEndpoint implements VerdictSink {
    private final PrometheusCounters counters;
    private final HTTPServer server;

    private PrometheusEndpoint(PrometheusCounters counters, HTTPServer server) {
        this.counters = counters;
        this.server = server;
    }

    /// Listens.
    ///
    /// @param address where
    /// @param version the version of Finwait
    /// @return the endpoint, which answers until it is closed
    /// @throws IOException if it cannot listen there; the message is one line for the user
    public static PrometheusEndpoint listen(ListenAddress address, String version) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        PrometheusCounters counters = new PrometheusCounters(registry, version);
        return new PrometheusEndpoint(counters, serve(registry, address));
    }

    private static HTTPServer serve(PrometheusRegistry registry, ListenAddress address) throws IOException {
        try {
            return HTTPServer.builder()
                    .inetAddress(InetAddress.getByName(address.host()))
                    .port(address.port())
                    .registry(registry)
                    .buildAndStart();
        } catch (UnknownHostException e) {
            throw cannotListen(address, "there is no such host", e);
        } catch (IOException e) {
            throw cannotListen(address, Objects.toString(e.getMessage()), e);
        }
    }

    private static IOException cannotListen(ListenAddress address, String why, IOException cause) {
        return new IOException(
                "cannot offer metrics on " + address + ": " + why + ". Choose another address or port.", cause);
    }

    /// The port that it listens on.
    ///
    /// @return the port, also where any free one was asked for
    public int port() {
        return server.getPort();
    }

    @Override
    public void accept(Verdict verdict) {
        counters.count(verdict);
    }

    @Override
    public void lost(long events) {
        counters.lost(events);
    }

    @Override
    public void close() {
        server.close();
    }
}
