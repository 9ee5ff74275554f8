package dev.finwait.export.otel;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Takes OTLP over HTTP and decodes it by the protocol's own definitions.
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final List<ExportLogsServiceRequest> logs = new CopyOnWriteArrayList<>();
    private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        take("/v1/logs", body -> logs.add(ExportLogsServiceRequest.parseFrom(body)));
        take("/v1/metrics", body -> metrics.add(ExportMetricsServiceRequest.parseFrom(body)));
        server.start();
    }

    /// Lets senders wait for an answer until they are released.
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    private interface Decoder {
        void decode(byte[] body) throws IOException;
    }

    /// Answers when the body is decoded, so that whoever has the answer finds the record.
    private void take(String path, Decoder decoder) {
        server.createContext(path, exchange -> {
            try (exchange) {
                gate.await();
                decoder.decode(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<LogRecord> records() {
        return logs.stream()
                .flatMap(request -> request.getResourceLogsList().stream())
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .toList();
    }

    List<Resource> resources() {
        return logs.stream()
                .flatMap(request -> request.getResourceLogsList().stream())
                .map(resource -> resource.getResource())
                .toList();
    }

    List<Metric> metrics() {
        return metricsOf("dev.finwait");
    }

    List<Metric> metricsOf(String name) {
        return metrics.stream()
                .flatMap(request -> request.getResourceMetricsList().stream())
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .filter(scope -> scope.getScope().getName().equals(name))
                .flatMap(scope -> scope.getMetricsList().stream())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
