package dev.finwait.export.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.export.Staged;
import dev.finwait.export.VerdictSink;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a real receiver of OTLP gets.
@Timeout(120)
final class OpenTelemetryExportTest {
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private Collector collector;

    @BeforeEach
    void listen() throws Exception {
        collector = new Collector();
    }

    @AfterEach
    void close() {
        collector.close();
    }

    private VerdictSink open(Map<String, String> environment) throws IOException {
        return OpenTelemetryExport.open(environment, "1.2.3", notes::add).orElseThrow();
    }

    private VerdictSink open() throws IOException {
        return open(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url()));
    }

    private static Map<String, AnyValue> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        Map<String, String> texts = new HashMap<>();
        attributes(attributes).forEach((key, value) -> texts.put(key, value.getStringValue()));
        return texts;
    }

    @Test
    void aResetIsALogRecordByTheSemanticConventions() throws Exception {
        try (VerdictSink export = open()) {
            export.accept(Staged.closedWithUnread("nginx"));
        }
        assertThat(collector.records()).hasSize(1);
        LogRecord entry = collector.records().getFirst();
        assertThat(entry.getEventName()).isEqualTo("finwait.reset");
        assertThat(entry.getTimeUnixNano()).isEqualTo(Staged.AT.nanos());
        assertThat(entry.getBody().getStringValue()).startsWith("192.0.2.1:40000 to 192.0.2.2:443 was reset: ");
        Map<String, AnyValue> attributes = attributes(entry.getAttributesList());
        assertThat(attributes.get("client.port").getIntValue()).isEqualTo(40_000);
        assertThat(attributes.get("process.pid").getIntValue()).isEqualTo(4711);
        assertThat(attributes.get("finwait.evidence").getArrayValue().getValuesList())
                .isNotEmpty();
        assertThat(texts(entry.getAttributesList()))
                .containsEntry("network.local.address", "192.0.2.2")
                .containsEntry("network.peer.address", "192.0.2.1")
                .containsEntry("network.transport", "tcp")
                .containsEntry("network.type", "ipv4")
                .containsEntry("finwait.cause", "close-with-unread")
                .containsEntry("finwait.direction", "sent")
                .containsEntry("finwait.kernel_reason", "TCP_ABORT_ON_CLOSE")
                .containsEntry("finwait.process.name", "nginx")
                .containsEntry("container.id", "c0ffee");
        assertThat(notes).isEmpty();
    }

    @Test
    void onlyAResetThatLostSomethingIsAWarning() throws Exception {
        try (VerdictSink export = open()) {
            export.accept(Staged.losing(24));
            export.accept(Staged.harmless());
        }
        assertThat(collector.records())
                .extracting(LogRecord::getSeverityNumber)
                .containsExactly(SeverityNumber.SEVERITY_NUMBER_WARN, SeverityNumber.SEVERITY_NUMBER_INFO);
        assertThat(attributes(collector.records().getFirst().getAttributesList())
                        .get("finwait.bytes_lost")
                        .getIntValue())
                .isEqualTo(24);
    }

    @Test
    void whatTheQueueCannotHoldIsDroppedAndCounted() throws Exception {
        int many = 5_000;
        collector.hold();
        try (VerdictSink export = open()) {
            for (int i = 0; i < many; i++) {
                export.accept(Staged.received());
            }
            collector.release();
        }
        long dropped = collector.metricsOf("io.opentelemetry.sdk.logs").stream()
                .filter(metric -> metric.getName().equals("processedLogs"))
                .flatMap(metric -> metric.getSum().getDataPointsList().stream())
                .filter(point ->
                        attributes(point.getAttributesList()).get("dropped").getBoolValue())
                .mapToLong(NumberDataPoint::getAsInt)
                .sum();
        assertThat(dropped).isPositive();
        assertThat(collector.records().size() + dropped).isEqualTo(many);
        assertThat(collector.metrics())
                .filteredOn(metric -> metric.getName().equals("finwait.resets"))
                .as("the counters miss none")
                .hasSize(1)
                .allSatisfy(metric ->
                        assertThat(metric.getSum().getDataPoints(0).getAsInt()).isEqualTo(many));
    }

    @Test
    void aCommandLineNeverLeavesTheHost() throws Exception {
        try (VerdictSink export = open()) {
            export.accept(Staged.closedWithUnread("nginx"));
        }
        assertThat(collector.records()).hasSize(1);
        assertThat(collector.records().toString()).doesNotContain("secret");
    }

    @Test
    void theCountersAreThoseOfPrometheus() throws Exception {
        try (VerdictSink export = open()) {
            export.accept(Staged.losing(24));
            export.accept(Staged.losing(1_000));
            export.accept(Staged.blindAttempt());
            export.lost(12);
        }
        Map<String, Metric> byName =
                collector.metrics().stream().collect(Collectors.toMap(Metric::getName, Function.identity()));
        NumberDataPoint resets = byName.get("finwait.resets").getSum().getDataPoints(0);
        assertThat(resets.getAsInt()).isEqualTo(2);
        assertThat(texts(resets.getAttributesList()))
                .containsEntry("finwait.family", "abort")
                .containsEntry("finwait.harm", "lost")
                .containsEntry("finwait.direction", "sent")
                .containsOnlyKeys(
                        "finwait.family", "finwait.cause", "finwait.direction", "finwait.process.name", "finwait.harm");
        assertThat(only(byName, "finwait.bytes_lost")).isEqualTo(1_024);
        assertThat(only(byName, "finwait.events_lost")).isEqualTo(12);
        assertThat(only(byName, "finwait.blind_attempts")).isEqualTo(1);
        assertThat(collector.metrics().toString()).doesNotContain("192.0.2.");
        assertThat(collector.records()).as("attempts are counted only").hasSize(2);
    }

    private static long only(Map<String, Metric> byName, String name) {
        assertThat(byName.get(name).getSum().getDataPointsList()).hasSize(1);
        return byName.get(name).getSum().getDataPoints(0).getAsInt();
    }

    @Test
    void theServiceIsFinwaitOnThisHostUnlessItIsCalledOtherwise() throws Exception {
        try (VerdictSink export = open()) {
            export.accept(Staged.received());
        }
        try (VerdictSink export = open(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.url(),
                "OTEL_SERVICE_NAME",
                "resets",
                "OTEL_RESOURCE_ATTRIBUTES",
                "host.name=node-7"))) {
            export.accept(Staged.received());
        }
        assertThat(collector.resources())
                .extracting(resource -> texts(resource.getAttributesList()).get("service.name"))
                .containsExactly("finwait", "resets");
        assertThat(texts(collector.resources().get(0).getAttributesList())).containsEntry("service.version", "1.2.3");
        assertThat(texts(collector.resources().get(1).getAttributesList())).containsEntry("host.name", "node-7");
    }

    @Test
    void aSignalWithoutAnEndpointIsNotSent() throws Exception {
        try (VerdictSink export = open(Map.of("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", collector.url() + "/v1/logs"))) {
            export.accept(Staged.received());
        }
        assertThat(collector.records()).hasSize(1);
        assertThat(collector.metrics()).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void nothingIsSentUnlessACollectorIsNamed() throws Exception {
        assertThat(OpenTelemetryExport.open(Map.of(), "1", notes::add)).isEmpty();
        assertThat(OpenTelemetryExport.open(Map.of("OTEL_SERVICE_NAME", "x"), "1", notes::add))
                .isEmpty();
        assertThat(OpenTelemetryExport.open(
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(), "OTEL_SDK_DISABLED", "true"),
                        "1",
                        notes::add))
                .isEmpty();
    }

    @Test
    void aHostileNameArrivesAsItIsAndBreaksNothing() throws Exception {
        String name = "\u001b[2J\"}\n\u0000";
        try (VerdictSink export = open()) {
            export.accept(Staged.closedWithUnread(name));
        }
        assertThat(texts(collector.records().getFirst().getAttributesList()))
                .containsEntry("finwait.process.name", name);
    }

    @Test
    void aCollectorThatIsDownIsSaidOnceInOneLineAndCloseReturns() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (VerdictSink export = open(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + closed))) {
            export.accept(Staged.received());
        }
        assertThat(notes)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(
                        note -> assertThat(note).startsWith("OpenTelemetry: ").hasLineCount(1));
    }

    @Test
    void whatCannotBeMeantIsRefusedInOneLine() {
        assertThatThrownBy(() -> open(
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(), "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")))
                .isInstanceOf(IOException.class)
                .hasMessage("OpenTelemetry over 'grpc' is not supported: set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"
                        + " and an endpoint that takes it, usually on port 4318.");
        assertThatThrownBy(() -> open(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "not a url")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("OpenTelemetry: ")
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() -> open(
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(), "OTEL_METRIC_EXPORT_INTERVAL", "soon")))
                .isInstanceOf(IOException.class)
                .message()
                .hasLineCount(1);
    }
}
