package dev.finwait.export.prometheus;

import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.export.ResetKind;
import dev.finwait.export.ResetKinds;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// What Prometheus is told. Thread-safe.
final class PrometheusCounters {
    private final ResetKinds kinds = new ResetKinds();
    private final Counter resets;
    private final Counter bytesLost;
    private final Counter blindAttempts;
    private final Counter eventsLost;

    PrometheusCounters(PrometheusRegistry registry, String version) {
        Info.builder()
                .name("finwait_build_info")
                .help("The version of Finwait, always 1.")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
        resets = counter("finwait_resets_total", "TCP connections that were reset.")
                .labelNames("family", "cause", "direction", "process", "harm")
                .register(registry);
        bytesLost = counter(
                        "finwait_lost_bytes_total",
                        "Bytes that one application wrote and the other cannot have read, where that is known.")
                .labelNames("family", "cause")
                .register(registry);
        blindAttempts = counter("finwait_blind_attempts_total", "Resets that nobody believed.")
                .register(registry);
        eventsLost = counter("finwait_lost_events_total", "Events of the kernel that were lost, with resets or not.")
                .register(registry);
    }

    private static Counter.Builder counter(String name, String help) {
        return Counter.builder().name(name).help(help).withoutExemplars();
    }

    void count(Verdict verdict) {
        if (verdict.isAttemptOnly()) {
            blindAttempts.inc();
            return;
        }
        ResetKind kind = kinds.of(verdict);
        String cause = kind.cause().id();
        String family = kind.cause().family().id();
        resets.labelValues(
                        family,
                        cause,
                        kind.direction().id(),
                        kind.process(),
                        kind.harm().id())
                .inc();
        long lost = verdict.bytesLost().orElse(0);
        if (lost > 0) {
            bytesLost.labelValues(family, cause).inc(lost);
        }
    }

    void lost(long events) {
        eventsLost.inc(events);
    }
}
