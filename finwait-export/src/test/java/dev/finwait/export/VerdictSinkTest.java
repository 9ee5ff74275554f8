package dev.finwait.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.export.prometheus.ListenAddress;
import dev.finwait.export.prometheus.PrometheusEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several sinks as one.
final class VerdictSinkTest {
    private static String scrape(PrometheusEndpoint endpoint) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void eachSinkGetsEverything() throws Exception {
        ListenAddress any = ListenAddress.parse("127.0.0.1:0");
        try (PrometheusEndpoint one = PrometheusEndpoint.listen(any, "1");
                PrometheusEndpoint two = PrometheusEndpoint.listen(any, "2")) {
            VerdictSink both = VerdictSink.all(List.of(one, two));
            both.accept(Staged.closedWithUnread("nginx"));
            both.lost(3);
            for (PrometheusEndpoint each : List.of(one, two)) {
                assertThat(scrape(each)).contains("process=\"nginx\"} 1.0", "finwait_lost_events_total 3.0");
            }
            both.close();
            PrometheusEndpoint.listen(new ListenAddress("127.0.0.1", one.port()), "3")
                    .close();
        }
    }

    @Test
    void noSinkIsASinkToo() {
        try (VerdictSink none = VerdictSink.all(List.of())) {
            none.accept(Staged.received());
            none.lost(1);
        }
    }
}
