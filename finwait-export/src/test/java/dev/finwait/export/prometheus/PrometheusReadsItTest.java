package dev.finwait.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.finwait.export.Staged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Prometheus itself reads the metrics, the alert rules and what the dashboard asks. Skipped where it is not
/// installed.
@Timeout(180)
final class PrometheusReadsItTest {
    private static final Path DEPLOY = deploy();
    private static final String HOSTILE = "a\"b\\c\n} 1 # {x=\"y\"}";

    @TempDir
    Path folder;

    private PrometheusEndpoint endpoint;

    @BeforeEach
    void listen() throws Exception {
        endpoint = PrometheusEndpoint.listen(new ListenAddress("127.0.0.1", 0), "1.2.3");
        endpoint.accept(Staged.closedWithUnread("nginx"));
        endpoint.accept(Staged.closedWithUnread(HOSTILE));
        endpoint.accept(Staged.losing(24));
        endpoint.accept(Staged.onLoopback());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private static Path deploy() {
        Path module = Path.of("").toAbsolutePath();
        return (module.endsWith("finwait-export") ? module.getParent() : module).resolve("deploy");
    }

    @Test
    void promtoolFindsNoFaultWithTheMetrics() throws Exception {
        Promtool.accepts(Scrape.of(endpoint.port()).text(), folder, "check", "metrics");
    }

    @Test
    void theAlertRulesDoWhatTheirTestsSay() throws Exception {
        Path rules = DEPLOY.resolve("prometheus");
        Promtool.accepts("", rules, "check", "rules", "alerts.yml");
        Promtool.accepts("", rules, "test", "rules", "alerts_test.yml");
    }

    @Test
    void aHostileProcessNameIsOneLabelAndNothingElse() throws Exception {
        try (RealPrometheus prometheus = new RealPrometheus(folder, endpoint.port())) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> prometheus.query("finwait_resets_total").contains("nginx"));
            assertThat(prometheus.query("count(finwait_resets_total)")).contains("\"4\"");
            assertThat(prometheus.query("finwait_resets_total{process=~\"a.b.*\"}"))
                    .contains("\"process\":\"a\\\"b\\\\c?} 1 # {x=\\\"y\\\"}\"");
        }
    }

    @Test
    void everyQueryOfTheDashboardHasAnAnswer() throws Exception {
        List<String> queries = queries(DEPLOY.resolve("grafana/finwait.json"));
        assertThat(queries).hasSizeGreaterThan(5);
        try (RealPrometheus prometheus = new RealPrometheus(folder, endpoint.port())) {
            await().atMost(Duration.ofSeconds(90)).until(() -> answers(prometheus, queries.getFirst()));
            for (String query : queries) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(answers(prometheus, query))
                                .as(query + " " + prometheus.query(query))
                                .isTrue());
            }
        }
    }

    private static boolean answers(RealPrometheus prometheus, String query) {
        String answer = prometheus.query(query);
        return answer.contains("\"status\":\"success\"") && answer.contains("\"value\"");
    }

    /// The dashboard's queries, as a viewer sends them who has chosen nothing.
    private static List<String> queries(Path dashboard) throws Exception {
        List<String> queries = new ArrayList<>();
        try (JsonParser json =
                new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(dashboard))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "expr".equals(json.currentName())) {
                    queries.add(json.getString()
                            .replace("$__rate_interval", "30s")
                            .replace("$__range", "30s")
                            .replace("$instance", ".*")
                            .replace("$process", ".*"));
                }
            }
        }
        return queries;
    }
}
